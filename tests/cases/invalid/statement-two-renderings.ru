# Both quoted in part and paraphrased.
# finds: shape:Statement-rendering at :s07

INSERT DATA { :s07 rpt:rendering kind:verbatim }
