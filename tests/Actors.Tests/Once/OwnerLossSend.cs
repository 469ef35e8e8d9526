using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Once;

/// <summary>A message with an id, sent to one owner after another until it is answered.</summary>
internal sealed class OwnerLossSend(string id, InputSequence[] inputs, DispatchMode? batch)
{
    public IReadOnlyList<InputSequence> Inputs => inputs;

    /// <summary>One reply per input, once it is answered.</summary>
    public IReadOnlyList<InputReply> Results { get; private set; } = [];

    public bool IsAnswered => Results.Count > 0;

    public int Attempts { get; private set; }

    /// <summary>How many requests the game had received before the last attempt: inputs of these were not pressed by the owner that answered.</summary>
    public long RequestsBefore { get; private set; }

    public bool WasRecalled { get; set; }

    public async Task<(OwnerLossSend Send, IReadOnlyList<InputReply> Results)> AskAsync(IActorRef owner, EmulatorId emulator, long requests, TimeSpan bound)
    {
        Attempts++;
        RequestsBefore = requests;
        var terms = new InputTerms { Id = id };
        if (batch is not { } mode)
            return (this, [await owner.Ask<InputReply>(new SendInput(emulator, inputs[0], terms), bound)]);
        var reply = await owner.Ask<BatchReply>(new SendBatch(emulator, InputBatch.Of(inputs), mode, terms), bound);
        return reply.Results.Length == inputs.Length
            ? (this, reply.Results)
            : throw new InvalidOperationException($"{reply.Results.Length} results for {inputs.Length} inputs: {reply.Detail}");
    }

    public void Take(IReadOnlyList<InputReply> results) => Results = results;

    public override string ToString() =>
        $"{id} {batch?.ToString() ?? "alone"} x{Attempts}: "
        + string.Join(", ", inputs.Select((input, i) => $"'{input}' {(IsAnswered ? $"{Results[i].Outcome} {Results[i].Applied}/{Results[i].Of} {Results[i].Detail}" : "")}"));
}
