"""Queries with calls, taken apart and put together again, with nobody asked.

binding      what a call is bound to, and what its peer is asked
└─ context     what is known where a call stands
└─ writing     parts of a query as text, with solutions in the places of calls
└─ pattern     the groups of a query; `parsing` finds them among its terminals
"""
