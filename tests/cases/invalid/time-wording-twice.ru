# Two wordings of one time.
# finds: shape:TimeWording at :s04

INSERT DATA { :s04 rpt:timeWording "in December"@en }
