using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Host.Gateway;

/// <summary>A request with presses, and the timing of presses that name none.</summary>
internal abstract record TimedRequest : TermsRequest
{
    /// <summary>Frames that a press is held if it names no hold.</summary>
    [Description("Frames that a press is held if it names no hold; absent: the emulator server's number (10).")]
    [Range(1, InputTiming.MaxFrames)]
    [JsonPropertyOrder(-1)]
    public int? Hold { get; init; }

    /// <summary>Frames that pass after a press if it names no wait.</summary>
    [Description("Frames that pass after a press if it names no wait; absent: the emulator server's number (120). With 0 one frame still passes, so that presses stay separate.")]
    [Range(0, InputTiming.MaxFrames)]
    [JsonPropertyOrder(-1)]
    public int? Wait { get; init; }

    /// <summary>
    /// Parses texts as a batch with this timing. The timing becomes part of the inputs here, so that each input keeps its own when inputs of several
    /// agents share a request.
    /// </summary>
    /// <param name="texts">The inputs.</param>
    /// <param name="limits">How large they may be.</param>
    /// <param name="at">Where the inputs are in the body, for the text of the problem; empty or with a dot at its end.</param>
    protected Answer<InputBatch> BatchOf(IReadOnlyList<string> texts, InputLimits limits, string at)
    {
        if (!InputBatch.TryParse(texts, limits, out var batch, out var problem))
            return Bad(at + problem);
        batch = batch!.WithTiming(new InputTiming(Hold, Wait));
        return batch.Problem(limits) is { } large ? Bad(at + large) : new(batch);
    }

    private static Answer<InputBatch> Bad(string problem) => new(Problems.Of(StatusCodes.Status400BadRequest, "badInput", problem));
}
