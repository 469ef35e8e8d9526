
namespace ActorInput.Emulation.Gym.Python;

/// <summary>
/// Finds what Python's <c>json.loads</c> (3.11) finds wrong with a text, and where. It is used only for texts that .NET refused, and only to find the
/// error.
/// </summary>
internal ref struct PythonJsonScanner
{
    private const int MaxDepth = 200;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;
    private string? _message;
    private int _faultAt;

    private PythonJsonScanner(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The first fault; null when Python sees none (it reads <c>NaN</c>) or when the text is nested too deeply to tell.</summary>
    public static PythonJsonFault? Find(ReadOnlySpan<char> text)
    {
        var scanner = new PythonJsonScanner(text);
        scanner.SkipSpace();
        if (scanner.Value())
        {
            scanner.SkipSpace();
            if (scanner._at < text.Length)
                scanner.Fail("Extra data", scanner._at);
        }

        if (scanner._message is null)
            return null;
        var before = text[..scanner._faultAt];
        var position = 0;
        foreach (var _ in before.EnumerateRunes())
            position++;
        return new PythonJsonFault(scanner._message, position);
    }

    private readonly char Current => _at < _text.Length ? _text[_at] : '\0';

    private bool Fail(string message, int at)
    {
        _message = message;
        _faultAt = at;
        return false;
    }

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    private bool Value()
    {
        // Too deep: stop without a message.
        if (_depth == MaxDepth)
            return false;
        switch (Current)
        {
            case '"':
                return String();
            case '{':
                _depth++;
                return Object() && _depth-- > 0;
            case '[':
                _depth++;
                return Array() && _depth-- > 0;
            default:
                return Word("null") || Word("true") || Word("false") || Word("NaN") || Word("Infinity") || Word("-Infinity") || Number()
                    || Fail("Expecting value", _at);
        }
    }

    private bool Word(string word)
    {
        if (!_text[_at..].StartsWith(word, StringComparison.Ordinal))
            return false;
        _at += word.Length;
        return true;
    }

    private bool Number()
    {
        var at = _at;
        if (At(at) == '-')
            at++;
        if (At(at) == '0')
            at++;
        else if (char.IsAsciiDigit(At(at)))
            at = Digits(at);
        else
            return false;

        if (At(at) == '.' && char.IsAsciiDigit(At(at + 1)))
            at = Digits(at + 1);
        if (At(at) is 'e' or 'E')
        {
            var exponent = At(at + 1) is '+' or '-' ? at + 2 : at + 1;
            if (char.IsAsciiDigit(At(exponent)))
                at = Digits(exponent);
        }

        _at = at;
        return true;
    }

    private readonly char At(int index) => index < _text.Length ? _text[index] : '\0';

    private readonly int Digits(int at)
    {
        while (char.IsAsciiDigit(At(at)))
            at++;
        return at;
    }

    private bool Object()
    {
        _at++;
        SkipSpace();
        if (Current == '}')
        {
            _at++;
            return true;
        }

        while (true)
        {
            if (Current != '"')
                return Fail("Expecting property name enclosed in double quotes", _at);
            if (!String())
                return false;
            SkipSpace();
            if (Current != ':')
                return Fail("Expecting ':' delimiter", _at);
            _at++;
            SkipSpace();
            if (!Value())
                return false;
            if (Ends('}', out var failed))
                return !failed;
        }
    }

    private bool Array()
    {
        _at++;
        SkipSpace();
        if (Current == ']')
        {
            _at++;
            return true;
        }

        while (true)
        {
            if (!Value())
                return false;
            if (Ends(']', out var failed))
                return !failed;
        }
    }

    /// <summary>After an element: true at the end or on a fault, false when another element follows.</summary>
    private bool Ends(char closing, out bool failed)
    {
        SkipSpace();
        failed = false;
        if (Current == closing)
        {
            _at++;
            return true;
        }

        if (Current != ',')
        {
            failed = !Fail("Expecting ',' delimiter", _at);
            return true;
        }

        _at++;
        SkipSpace();
        return false;
    }

    private bool String()
    {
        var quote = _at++;
        while (true)
        {
            if (_at >= _text.Length)
                return Fail("Unterminated string starting at", quote);
            var c = _text[_at++];
            if (c == '"')
                return true;
            if (c < ' ')
                return Fail("Invalid control character at", _at - 1);
            if (c == '\\' && !Escape(quote))
                return false;
        }
    }

    private bool Escape(int quote)
    {
        if (_at >= _text.Length)
            return Fail("Unterminated string starting at", quote);
        var c = _text[_at++];
        if (c != 'u')
            return "\"\\/bfnrt".Contains(c, StringComparison.Ordinal) || Fail("Invalid \\escape", _at - 2);

        var u = _at - 1;
        if (_at + 4 >= _text.Length)
            return Fail("Invalid \\uXXXX escape", u);
        for (var end = _at + 4; _at < end; _at++)
        {
            if (!char.IsAsciiHexDigit(_text[_at]))
                return Fail("Invalid \\uXXXX escape", u);
        }

        return true;
    }
}
