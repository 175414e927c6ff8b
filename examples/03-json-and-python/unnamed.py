"""What rests on people who are not named, and has it happened? Readings on standard input, one a line."""

import json
import sys

for line in sys.stdin:
    reading = json.loads(line)
    if reading["article"] is None:
        print(f"{reading['id']}: not read: {reading['caveats'][0]['message']}")
        continue
    text = reading["article"]["text"]
    for statement in reading["notes"]["statements"]:
        source = statement["source"]
        if source["kind"] != "unnamed_person" or source["span"] is None:
            continue
        start, end = source["span"]["start"], source["span"]["end"]
        assert text[start:end] == source["span"]["text"]
        told = [
            f"{event['trigger']['text']} ({event['status']})"
            for event in reading["notes"]["events"]
            if event["statement"] == statement["id"]
        ]
        print(f"{reading['id']}: {text[start:end]}: {', '.join(told) or 'no event'}")
