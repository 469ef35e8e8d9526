using System.ComponentModel.DataAnnotations;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Requests;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Writes;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>The body of <c>POST /inputs</c>.</summary>
internal sealed record InputsRequest
{
    private const int MostRanges = 16;

    /// <summary>The inputs in order, at least one.</summary>
    public required IReadOnlyList<InputSequence> Inputs { get; init; }

    /// <summary>The owner's number; goes with <see cref="Sequence"/>.</summary>
    [Whole(0, WriteTag.Largest)]
    public long? Epoch { get; init; }

    /// <summary>The number of the first input.</summary>
    [Whole(1, WriteTag.Largest)]
    public long? Sequence { get; init; }

    /// <summary>The callers' names of the inputs, one for each.</summary>
    public IReadOnlyList<InputName?>? Ids { get; init; }

    /// <summary>The life of the game that the inputs are for.</summary>
    [Expected("allowed is the text that /capabilities gives")]
    public string? Game { get; init; }

    /// <summary>Frames that a press is held that names no hold.</summary>
    [Range(1, InputTiming.MaxFrames)]
    public int? Hold { get; init; }

    /// <summary>Frames that pass after a press that names no wait.</summary>
    [Range(0, InputTiming.MaxFrames)]
    public int? Wait { get; init; }

    /// <summary>Whether the answer has the picture.</summary>
    public bool? Picture { get; init; }

    /// <summary>Whether the answer has the state's hash.</summary>
    public bool? StateHash { get; init; }

    /// <summary>What the answer shows of memory.</summary>
    public IReadOnlyList<MemoryRangeRequest>? Memory { get; init; }

    /// <summary>Checks rules that involve several members or the server's options.</summary>
    /// <exception cref="ProblemException">Says what is wrong.</exception>
    public CheckedInputs Check(EmulatorServerOptions options)
    {
        var tag = WriteTags.Of(Epoch, Sequence);
        var timing = options.Timing with { Hold = Hold ?? options.Timing.Hold, Wait = Wait ?? options.Timing.Wait };
        long frames = 0;
        foreach (var input in Inputs)
            frames += timing.FramesOf(input);
        PressLimit.Check(frames, options);
        CheckIds(tag);
        if (Memory?.Count > MostRanges)
            throw new ProblemException(RequestProblems.Invalid("memory", $"an array of {Memory.Count}", $"allowed are at most {MostRanges} ranges"));
        return new CheckedInputs(Inputs, timing, tag, Game, Picture ?? false, StateHash ?? false, Memory is null ? [] : [.. Memory.Select(range => range.ToRange())], Ids);
    }

    private void CheckIds(WriteTag? tag)
    {
        if (Ids is null)
            return;
        if (Ids.Count != Inputs.Count)
            throw new ProblemException(RequestProblems.Invalid("ids", $"an array of {Ids.Count}", $"allowed is one entry for each input, here {Inputs.Count}"));
        // Without a number, an input of an earlier owner could still come after the new owner has asked for the ids.
        if (tag is null)
            throw new ProblemException(RequestProblems.Missing("epoch", "ids go with epoch and sequence only"));
    }
}
