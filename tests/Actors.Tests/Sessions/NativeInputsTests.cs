using System.Text;
using ActorInput.Actors.Sessions.Native;
using ActorInput.Contracts.Inputs;
using CsCheck;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>The answer of <c>POST /inputs</c>: the reader of our server's own form, and the JSON reader for every other.</summary>
public sealed class NativeInputsTests
{
    private static readonly Gen<InputSequence> Inputs = Gen.Int[1, 30].Select(presses => InputSequence.Parse($"A*{presses}"));

    private static readonly Gen<(InputSequence[] Inputs, int[] Applied, string Game, long Epoch, long Sequence)> Requests =
        from inputs in Inputs.Array[1, 12]
        from applied in Gen.Int[0, 30].Array[inputs.Length]
        from game in Gen.OneOf(Gen.String[Gen.Char['0', 'f'], 1, 20], Gen.String[Gen.Char[' ', '~'], 0, 8])
        from epoch in Gen.Long[1, long.MaxValue]
        from sequence in Gen.Long[1, 1_000_000_000_000]
        select (inputs, applied.Select((value, i) => Math.Min(value, inputs[i].Count)).ToArray(), game, epoch, sequence);

    [Fact]
    public void Read_OwnForm_GivesWhatWasApplied() => Requests.Sample(request =>
    {
        var ticket = Ticket(request);
        var answer = Answer(request);
        Assert.Null(NativeInputs.Read(Encoding.UTF8.GetBytes(answer), ticket));
        Assert.Equal(request.Applied, ticket.Applied);

        // By the fast reader, apart from names that JSON escapes and numbers of 19 digits.
        var isPlain = answer.Contains($"\"{request.Game}\"", StringComparison.Ordinal) && !request.Game.AsSpan().ContainsAny('"', '\\') && request.Epoch < 1_000_000_000_000_000_000;
        var fast = Ticket(request);
        Assert.Equal(isPlain, NativeInputsText.TryRead(Encoding.UTF8.GetBytes(answer), fast));
    });

    [Fact]
    public void Read_OwnFormOrTheSameWithSpaces_SaysTheSame() => Requests.Select(Gen.Int[0, 8], Gen.Int[0, 400], Gen.Byte).Sample((request, kind, at, value) =>
    {
        var bytes = Encoding.UTF8.GetBytes(Answer(request));
        at %= bytes.Length;
        // Damaged in one place, cut, or with something behind its end.
        var damaged = kind switch
        {
            0 => bytes[..at],
            1 => [.. bytes, value],
            2 => [.. bytes[..at], value, .. bytes[at..]],
            3 => [.. bytes[..at], .. bytes[(at + 1)..]],
            _ => [.. bytes[..at], value, .. bytes[(at + 1)..]],
        };
        var (fast, slow) = (Ticket(request), Ticket(request));
        var isRead = NativeInputsText.TryRead(damaged, fast);
        // A space before the end changes nothing for JSON, and is not our server's form.
        var isFine = NativeInputs.Read([.. damaged.AsSpan(0, Math.Max(0, damaged.Length - 1)), (byte)' ', .. damaged.AsSpan(Math.Max(0, damaged.Length - 1))], slow) is null;
        if (isRead)
        {
            Assert.True(isFine, Encoding.UTF8.GetString(damaged));
            Assert.Equal(slow.Applied, fast.Applied);
        }
    });

    private static NativeTicket Ticket((InputSequence[] Inputs, int[] Applied, string Game, long Epoch, long Sequence) request)
    {
        var ticket = new NativeTicket(request.Inputs);
        ticket.Number(request.Game, request.Epoch, request.Sequence);
        return ticket;
    }

    private static string Answer((InputSequence[] Inputs, int[] Applied, string Game, long Epoch, long Sequence) request)
    {
        var results = request.Inputs.Select((input, i) =>
            $$"""{"sequence":{{request.Sequence + i}},"applied":{{request.Applied[i]}},"of":{{input.Count}},"frame":{{100 + i}}}""");
        var (applied, of) = (request.Applied.Sum(), request.Inputs.Sum(input => input.Count));
        var game = System.Text.Json.JsonEncodedText.Encode(request.Game).ToString();
        return $$"""{"game":"{{game}}","epoch":{{request.Epoch}},"sequence":{{request.Sequence}},"applied":{{applied}},"of":{{of}},"results":[{{string.Join(',', results)}}],"frame":999}""";
    }
}
