# Two bodies speak in one statement.

INSERT DATA { :s04 rpt:source id:syrian-observatory-for-human-rights }
