using ActorInput.Emulation.Checks;
using ActorInput.Emulation.Games;

namespace ActorInput.Host.Checks;

/// <summary>The result of a check as JSON, and what its text is made of.</summary>
/// <param name="Trusted">Whether everything was the same in every way.</param>
/// <param name="Title">The cartridge's title.</param>
/// <param name="CartridgeSha256">The cartridge's SHA-256.</param>
/// <param name="CartridgeType">The code of its type, such as <c>0x13</c>.</param>
/// <param name="Core">The core.</param>
/// <param name="CoreVersion">Its version.</param>
/// <param name="Savestates">Whether the core has savestates.</param>
/// <param name="StateSize">Bytes of a state.</param>
/// <param name="FramesPerSecond">Frames a second of one game on one thread.</param>
/// <param name="SaveMs">The middle time of saving a state, ms.</param>
/// <param name="LoadMs">The middle time of loading one, ms.</param>
/// <param name="Frames">Frames that were played in each way.</param>
/// <param name="Steps">The script's steps.</param>
/// <param name="Seed">Repeats the random inputs.</param>
/// <param name="Ways">Each way that was tried.</param>
internal sealed record CheckBody(
    bool Trusted,
    string Title,
    string CartridgeSha256,
    string CartridgeType,
    string Core,
    string CoreVersion,
    bool Savestates,
    int StateSize,
    double FramesPerSecond,
    double SaveMs,
    double LoadMs,
    long Frames,
    int Steps,
    int Seed,
    IReadOnlyList<CheckWayBody> Ways)
{
    private const int TypeCode = 0x147;

    public static CheckBody Of(IGameFactory games, StateCheckReport report, CheckSpeed speed, int seed) => new(
        report.Passed,
        CartridgeInfo.Of(games.Cartridge.Span).Title,
        games.Identity.CartridgeSha256,
        $"0x{games.Cartridge.Span[TypeCode]:X2}",
        games.Identity.Core,
        games.Identity.CoreVersion,
        games.HasSavestates,
        report.StateSize,
        Math.Round(speed.FramesPerSecond),
        Math.Round(speed.SaveMilliseconds, 3),
        Math.Round(speed.LoadMilliseconds, 3),
        report.Frames,
        report.Steps,
        seed,
        [.. report.Ways.Select(CheckWayBody.Of)]);
}
