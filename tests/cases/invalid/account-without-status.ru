# Happened, planned or expected?
# finds: shape:Account-status at :s03-a

DELETE WHERE { :s03-a rpt:status ?status }
