using ActorInput.Contracts.Inputs;
using CsCheck;

namespace ActorInput.Contracts.Tests.Inputs;

/// <summary>The vectorized tokenizer against one that looks at each character by itself.</summary>
public sealed class InputTokenizerTests
{
    // Characters beside the separators in value, and those whose low byte is a separator's.
    private static readonly char[] Near = [' ', ',', '\t', '\r', '\n', '!', '\u001F', '+', '-', '\b', '\v', '\0', '\u0120', '\u012C', '\u0109', '\u2020', '\u00FF', '\uFF20', 'A', ':', '*'];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String,
        One(Near).Array[0, 70].Select(characters => new string(characters)),
        // Tokens and gaps of all lengths around a block of 16.
        Gen.Select(One('A', '\u0120'), Gen.Int[1, 40], One(' ', ',', '\n'), Gen.Int[1, 40]).Array[0, 8]
            .Select(parts => string.Concat(parts.Select(part => new string(part.Item1, part.Item2) + new string(part.Item3, part.Item4)))));

    [Fact]
    public void Next_AnyText_GivesTheTokensOfAPlainSplitAndTheirPlaces() =>
        Texts.Sample(text => Assert.Equal(Plain(text), Vectorized(text)), iter: 20_000);

    [Fact]
    public void Next_AtEveryOffsetOfABlock_GivesTheSameTokens()
    {
        for (var before = 0; before <= 48; before++)
        {
            for (var length = 1; length <= 48; length++)
            {
                var text = $"{new string(' ', before)}{new string('A', length)},B";
                Assert.Equal(Plain(text), Vectorized(text));
            }
        }
    }

    [Fact]
    public void TryParse_OtherSeparatorsOfAnyLength_GivesTheSameInput() =>
        Gen.Select(InputGen.Press.Array[1, 40], One(' ', ',', '\t', '\r', '\n').Array[1, 20].Array[41]).Sample((presses, gaps) =>
        {
            var tokens = presses.Select(buttons => InputSequence.FromSteps(new InputStep(buttons, 0)).ToString()).ToArray();
            var wide = string.Concat(tokens.Select((token, i) => token + new string(gaps[i]))) + new string(gaps[^1]);
            Assert.Equal(InputSequence.Parse(string.Join(' ', tokens)), InputSequence.Parse(wide));
        });

    private static Gen<char> One(params char[] characters) => Gen.Int[0, characters.Length - 1].Select(i => characters[i]);

    private static List<(int Start, string Token)> Vectorized(string text)
    {
        var found = new List<(int, string)>();
        var tokens = new InputTokenizer(text);
        while (tokens.Next(out var token))
            found.Add((tokens.Position - token.Length, token.ToString()));
        return found;
    }

    private static List<(int Start, string Token)> Plain(string text)
    {
        var found = new List<(int, string)>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not (' ' or ',' or '\t' or '\r' or '\n'))
                continue;
            if (i > start)
                found.Add((start, text[start..i]));
            start = i + 1;
        }

        return found;
    }
}
