"""Articles that try to become more than text, in every column that a page shows."""

SCRIPT = "<script>window.pwned = 1</script>"
BREAK = '"\'><img src=x onerror="window.pwned = 2">'
BODY = (
    "The harbour of Lindenau stays closed until spring, the council decided on Tuesday after a "
    "long and heated session behind closed doors.\n"
    f"“The new bridge {SCRIPT} will cost a third more than we had planned for it,” said Karla "
    f"Wiesner {BREAK}, who heads the planning department of the city.\n"
    "According to the Harbour Gazette, citing two officials familiar with the matter, the council "
    "will look at the plans again in March. {{ 7 * 7 }} ${7*7} </mark></blockquote></script>\n"
    "Residents have waited for six years for the link across the river, which would halve the way "
    "to the station for most of them, the newspaper reported.\n"
)
ARTICLES = [
    {
        "url": "https://harbour-news.example/bridge?a=1&b=%22%3E%3Cscript%3Ewindow.pwned=3%3C/script%3E",
        "title": f"Bridge {SCRIPT} postponed {BREAK}",
        "text": BODY,
        "date": "2026-11-20",
    },
    {
        "url": "javascript:window.pwned=4//https://harbour-news.example/",
        "title": "Council {{ 7 * 7 }} votes </title><svg onload=window.pwned=5>",
        "text": BODY.replace("Lindenau", "Altenrade"),
        "date": "2026-11-20",
    },
]
