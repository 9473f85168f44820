"""Function words by which a language shows, for languages written in Latin letters; and scripts.

Words that are English too (`in`, `die`, `on` …) are left out of the other languages' lists.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LATIN = {
    "de": _words("der das und ist nicht ein eine einen einem mit für auf dass sich auch wir ihr sie es "
                 "wenn weil aber oder nur noch wie zu zum zur von vom bei nach aus wird werden kann "
                 "können haben hat sind wäre würde muss müssen"),
    "fr": _words("le la les des une un est et que qui dans pour pas ne sur avec nous vous ils elle il "
                 "sont mais ou donc car cette ces ce plus au aux du si leur leurs être avoir fait "
                 "parce même très c'est n'est"),
    "es": _words("el la los las un una unos es y que de en por para con del al se su sus lo como pero "
                 "más porque cuando está son ser hay muy también nos si ya esto esta este"),
    "it": _words("il lo la gli le un una è e che di per con del della dei delle nel nella non si sono "
                 "ma anche come più perché quando questo questa essere ha hanno noi loro"),
    "pt": _words("o os as um uma é e que de em por para com do da dos das no na nos nas não se seu sua "
                 "mais mas como porque quando está são ser há muito também isso esta este"),
    "nl": _words("de het een en van niet dat die zijn voor met ook maar aan er om dan als bij naar uit "
                 "wordt worden kan kunnen hebben heeft wij jullie zij omdat"),
    "pl": _words("i w na nie się że jest to z do są ale jak co tak przez dla od po czy może być będzie "
                 "tylko już ich jego ponieważ jeśli która który które"),
    "ro": _words("și nu este sunt în la pe cu de din pentru că să ce mai dar dacă sau lor lui care "
                 "când fi fost"),
    "cs": _words("a se na je že to s v do ale jak jako pro by jsou není pokud protože který která "
                 "může být už také"),
    "tr": _words("ve bir bu için ile de da değil ama çok daha gibi kadar olan olarak var yok ne ki "
                 "çünkü eğer biz onlar"),
    "sv": _words("och att det som är en ett inte på av för med till den de vi ni har kan om men eller "
                 "så från skulle måste också eftersom"),
    "hu": _words("a az és hogy nem egy van ez is meg de ha csak mert vagy volt lesz kell már még azt"),
    "id": _words("dan yang di ke dari untuk tidak ini itu dengan akan pada adalah karena kita mereka "
                 "juga bisa harus atau"),
}  # fmt: skip

# Letters of these blocks tell a script; the language is the most usual one written in it.
SCRIPTS = (
    ("ru", 0x0400, 0x052F),
    ("el", 0x0370, 0x03FF),
    ("hy", 0x0530, 0x058F),
    ("he", 0x0590, 0x05FF),
    ("ar", 0x0600, 0x077F),
    ("hi", 0x0900, 0x097F),
    ("bn", 0x0980, 0x09FF),
    ("ta", 0x0B80, 0x0BFF),
    ("th", 0x0E00, 0x0E7F),
    ("ka", 0x10A0, 0x10FF),
    ("ko", 0x1100, 0x11FF),
    ("ja", 0x3040, 0x30FF),
    ("zh", 0x3400, 0x9FFF),
    ("ko", 0xAC00, 0xD7AF),
)

# Letters that one language alone writes, among those of the same script.
OWN_LETTERS = {
    "ru": {"be": frozenset("ўЎ"), "uk": frozenset("іїєґІЇЄҐ")},
    "ar": {"fa": frozenset("پچژگ")},
}
