# A quotation that stands elsewhere in the text than its statement.
# finds: shape:Statement-quotation-inside at :s07

DELETE { :s07-q1 oa:start ?start ; oa:end ?end } INSERT { :s07-q1 oa:start ?from ; oa:end ?to }
WHERE {
  :s07-q1 oa:start ?start ; oa:end ?end .
  BIND (?start + 100 AS ?from) BIND (?end + 100 AS ?to)
}
