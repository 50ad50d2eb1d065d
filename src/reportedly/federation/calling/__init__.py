"""One query to one peer, within limits of time, size and number.

    client       asks, and keeps what may be kept
      ├─ cache        answers, for as long as the operator allows; one call for all who ask the same
      └─ exchange     one request and its answer
           └─ connections  open and idle ones
                └─ network      to an address that was checked, and to no other
                     └─ addresses    which are never connected to, whatever their names

`peers` are who may be called, `urls` where, and `failures` how peers fail, in our own words.
"""
