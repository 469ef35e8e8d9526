using System.CommandLine;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Host.Common;

/// <summary>The options of an emulator server that say how large inputs may be.</summary>
internal sealed class InputLimitOptions
{
    /// <summary>Their names.</summary>
    public const string Presses = "--max-presses";

    /// <inheritdoc cref="Presses"/>
    public const string Frames = "--max-frames";

    /// <inheritdoc cref="Presses"/>
    public const string Inputs = "--max-inputs";

    /// <inheritdoc cref="Presses"/>
    public const string Text = "--max-text";

    private readonly Option<int?> _presses = WholeOption.Create(Presses, "N", "Most presses and waits in one input [default: 1000]", 1, 100_000);
    private readonly Option<int?> _frames = WholeOption.Create(Frames, "N", "Most frames that one input names in waits and holds [default: 100000]", 1, 10_000_000);
    private readonly Option<int?> _inputs = WholeOption.Create(Inputs, "N", "Most inputs in one request [default: 64]", 1, 1_024);
    private readonly Option<int?> _text = WholeOption.Create(Text, "N", "Most characters in one input [default: 16384]", 1, 1_048_576);

    public IReadOnlyList<Option> All => [_presses, _frames, _inputs, _text];

    public InputLimits Read(ParseResult result) => new()
    {
        MaxPresses = result.GetValue(_presses) ?? InputLimits.Default.MaxPresses,
        MaxFrames = result.GetValue(_frames) ?? InputLimits.Default.MaxFrames,
        MaxBatchInputs = result.GetValue(_inputs) ?? InputLimits.Default.MaxBatchInputs,
        MaxTextLength = result.GetValue(_text) ?? InputLimits.Default.MaxTextLength,
    };
}
