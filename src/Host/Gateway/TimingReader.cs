using System.Diagnostics.CodeAnalysis;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Host.Gateway;

/// <summary>
/// Reads <c>hold</c> and <c>wait</c> of a request. They become part of its inputs here, so that each keeps its own when inputs of several agents
/// leave in one request.
/// </summary>
internal static class TimingReader
{
    /// <summary>Reads both members; the body knows what is wrong with them.</summary>
    public static InputTiming Read(ObjectReader body)
    {
        var hold = body.Whole("hold", 1, InputTiming.MaxFrames);
        var wait = body.Whole("wait", 0, InputTiming.MaxFrames);
        return body.Problem is null ? new InputTiming((int?)hold, (int?)wait) : default;
    }

    /// <summary>Reads a batch of texts with that timing. False when it is none, or too large: <paramref name="problem"/> says which input and why.</summary>
    public static bool TryParse(
        IReadOnlyList<string> texts, InputTiming timing, InputLimits limits, [NotNullWhen(true)] out InputBatch? batch, out string problem)
    {
        if (!InputBatch.TryParse(texts, limits, out batch, out problem))
            return false;
        batch = batch!.WithTiming(timing);
        problem = batch.Problem(limits) ?? "";
        return problem.Length == 0;
    }
}
