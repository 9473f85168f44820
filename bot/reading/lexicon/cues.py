"""Phrases by which a sentence of a debate shows what it does.

One cue a line; see `reading/patterns.py` for how a line is read. Typed without apostrophes, with
common misspellings and in phone style, they count the same.
"""

from bot.reading.patterns import cues

REASON = cues("""
because
(?:becaus|becuz|becoz|becouse|becasue|bec|bc|b/c|cuz|coz|cos)
since
due to
owing to
(?:the|a|another|one|my|our|main|real) reasons?
(?:that's|that is|this is|which is) (?:exactly |also )?why
(?:this|that|which|it) (?:would |will |also |only |just )?means?
meaning
therefore
thus
hence
so (?:that|if|when|how|what|who|where|with|by|for|to|in|now|even|they|it|we|he|she|the|their|its|his|no|there|every|any|each|nobody|everybody|people|then|why|\\w+s)
as a (?:result|consequence)
as (?:they|it|we|he|she|there|this|these|nobody|no one|the|our|their)
leads? to
led to
results? in
caused? by
comes? from
(?:make|makes|made|making) (?:it|them|him|her|us|\\w+) (?:easier|harder|more|less|possible|impossible|likely|unlikely|\\w+er)
(?:allows?|lets?|enables?|permits?|frees?|relieves?|prevents?|deters?|encourages?|forces?|stops?) (?:\\w+ )?\\w+
in order to
by \\w+ing
without \\w+ing
otherwise
or else
given that
after all
depends? on
cannot afford
can't afford
too \\w+ to
not enough
instead of
""")

CONDITION = cues("""
if
unless
when
whenever
once
as long as
as soon as
until
suppose
imagine
in case
(?:every|each) time
the (?:more|less|longer|moment|minute|day|first time)
""")

ILLUSTRATION = cues("""
for example
for instance
e\\.g\\.?
such as
look at
take the (?:case|example)
the (?:case|example) of
just as
history shows
according to
already
(?:since|in|from|until|back in) \\d{4}
(?:last|this|that|every) (?:year|month|week|winter|summer|spring|autumn|january|february|march|april|may|june|july|august|september|october|november|december)
(?:in|since|until|on) (?:\\d+ )?(?:january|february|march|april|june|july|august|september|october|november|december)
(?:has|have|had) (?:never |already |not |even |now |only )?(?:been|lost|said|threatened|destroyed|refused|sent|made|warned|given|shown|happened|attacked|done|taken|used|kept|seen|had)
(?:said|warned|threatened|promised|admitted|attacked|destroyed|lost|invaded|joined|sent|refused|happened|took|went|came|began|started|stayed|burned|fell|crossed|bombed|hit|broke|stopped|asked|called|told|gave|used|kept|saw|tried|failed|won)
""")

WILL = cues("""
would
will
'll
could
can
may
might
must
means?
cannot
can't
won't
wouldn't
""")

STAKE = cues("""
lives
live
life
dies?
died
dead
deaths?
kill(?:s|ed|ing)?
suffer(?:s|ed|ing)?
lose(?:s)?
lost
loss(?:es)?
save(?:s|d)?
protect(?:s|ed)?
safe(?:r|ty)?
secur(?:e|ity)
worse
better
cheaper
faster
sooner
stronger
weaker
danger(?:ous)?
risk(?:s|y)?
threat(?:s|ens?)?
harms?
cost(?:s|ly)?
price
pay(?:s|ing)?
afford
money
consequences?
in the (?:end|long run|long term)
generations?
decades
next (?:time|year|winter|door|war|one|country|target)
millions
thousands
families
children
civilians
people
everyone
everybody
nobody
no one
free(?:d|dom)?
end(?:s|ed)? up
spread(?:s)?
grow(?:s)?
bigger
wider
longer
collapse(?:s)?
break(?:s)?
""")

AT_STAKE = cues("""
at stake
(?:that|this|which) (?:matters|is important|is dangerous|is serious|is the (?:cost|price|danger|risk|difference|point|prize))
the (?:result|consequence|outcome|effect|cost|price|danger|risk|gain|benefit|lesson) (?:is|would|will|of)
(?:would|will) mean
end(?:s)? up
pays? (?:for|the price)
""")

WEIGHING = cues("""
(?:more|less|bigger|greater|smaller|worse|better|larger|higher|lower|cheaper|safer|weaker|stronger|faster|riskier|deadlier|sooner|heavier|earlier|later|other|rather|\\w{3,}er) (?:\\w+ ){0,3}than
(?:is|are|was|were|seems?|looks?|remains?|weighs?|would be|will be|counts?|matters?) (?:much |far |even |still |a lot |clearly |simply |also )*(?:bigger|larger|smaller|greater|worse|heavier|graver|more (?:certain|likely|important|serious|urgent|dangerous)|less (?:certain|likely|important|serious|urgent|dangerous))
matters? (?:far |much |even )?(?:more|most|less)
(?:we|our side|i) win on
(?:most|more) important(?:ly)? (?:of all|here|than|is|are)
is (?:the )?most important
(?:small|tiny|little|low) .{3,60} (?:big|bigger|large|larger|huge|great|greater|high|higher)
(?:big|bigger|large|larger|huge|great|greater|high|higher) .{3,60} (?:small|tiny|low)
out ?weighs?
even (?:if|then|when|so)
compared (?:to|with)
in comparison
on balance
what matters
weigh(?:s|ed|ing)?
(?:smaller|bigger|greater|lesser|lower|higher|larger|worse|worst|smallest|biggest|greatest|real|main|only) (?:\\w+ )?(?:risk|danger|evil|cost|harm|threat|problem|loss|price|question|choice|difference)
lesser of two evils
as \\w+ as
far (?:more|less|bigger|worse|greater)
(?:is|are|was) (?:not )?worth
the difference (?:is|between)
whereas
against that
on the other (?:hand|side)
one .{3,60} the other
either .{3,60} or
both .{3,60} and
instead of
""")

SIGNPOST = cues("""
first(?:ly| of all)?
second(?:ly)?
third(?:ly)?
final(?:ly)?
lastly
to begin with
in conclusion
to (?:sum up|conclude|summari[sz]e)
in (?:short|sum)
(?:my|our|the|one|another|a|his|her|their|your) (?:first|second|third|last|main|final|next|other) (?:point|reason|argument|question|answer|thing)
(?:one|two|three) (?:points|reasons|things|arguments|questions)
another (?:point|reason|argument|thing)
on (?:the )?(?:point|question|issue) (?:of|about)
as for
about (?:the|their|your)
(?:my|our|the) opponents?
(?:they|you|he|she) (?:say|says|said|argue|argues|argued|claim|claims|claimed|told us|keep saying|fear|worry|ask)
we (?:heard|are told|were told)
(?:our|my) (?:plan|position|answer|case|point|side|proposal)
so (?:the|my|our) (?:answer|point|conclusion|question|choice)
that is why
""")
