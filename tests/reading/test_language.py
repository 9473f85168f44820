"""Only a clear case is another language; short chat and names stay English."""

import pytest

from bot.reading.language import language
from bot.reading.tokens import take_apart


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Ich denke, dass wir das nicht tun sollten, weil es auch anders geht."),
        ("fr", "Nous devons le faire parce que la ville est dans une mauvaise situation."),
        ("es", "Creo que no se debe hacer porque es muy peligroso para los niños."),
        ("it", "Non dobbiamo farlo perché la città è più importante della strada."),
        ("pt", "Não devemos fazer isso porque é muito caro para uma cidade."),
        ("nl", "Wij moeten dat niet doen omdat het voor de stad te duur is."),
        ("pl", "Nie możemy tego zrobić, ponieważ jest to dla miasta za drogie."),
        ("tr", "Bu çok kötü bir şey ama şehir için gerekli değil."),
        ("ru", "Мы не должны этого делать."),
        ("uk", "Ми не повинні цього робити, бо це їхня справа."),
        ("el", "Δεν πρέπει να το κάνουμε."),
        ("ar", "لا يجب أن نفعل ذلك"),
        ("he", "אסור לנו לעשות את זה"),
        ("hi", "हमें यह नहीं करना चाहिए"),
        ("zh", "我们不应该这样做因为太贵"),
        ("ja", "私たちはそうするべきではありません"),
        ("ko", "우리는 그렇게 해서는 안 됩니다"),
        ("en", "We should not do it because it costs too much."),
        ("en", "lol ok"),
        ("en", "ja genau"),
        ("en", "no u"),
        ("en", "He said 'on ne peut pas' and he is right that it is a war."),
        ("en", "Україна is brave and we must help them with more soldiers"),
        ("en", "bus = safe, no bus = danger"),
        ("en", "de facto an end in die hard fashion"),
        ("und", "🙂 123 !!!"),
        ("und", ""),
    ],
)
def test_a_language_is_named(code: str, text: str) -> None:
    taken = take_apart(text)
    assert language(taken.folded.text, taken.words) == code
