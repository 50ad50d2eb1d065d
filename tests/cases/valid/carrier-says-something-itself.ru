# A carrier that adds an account of its own.

INSERT DATA {
  :s-kremlin rpt:account :s-kremlin-a .
  :s-kremlin-a a rpt:Account ;
    rpt:ofEvent :e-call-1 ;
    rpt:kind kind:phone-call ;
    rpt:status kind:happened ;
    rpt:gloss "The two presidents spoke."@en .
}
