"""From the outbox to chat platforms: in order, each message once as far as a platform allows it.

    sending.py      lanes: a round's messages one after the other, rounds beside each other
    whereabouts.py  where a message goes: the places of its round, a person; what if one is gone
    refusals.py     what a platform's refusals mean to us; outcomes.py what came of trying
    gates.py        what has the same key is done one after the other

What differs between platforms is a `Carrier`: it puts one message in one place.
"""
