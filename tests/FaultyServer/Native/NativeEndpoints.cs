using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorInput.Faults.Answers;
using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;
using ActorInput.Faults.Serving;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Faults.Native;

/// <summary>The routes of our emulator server, except POST /inputs.</summary>
internal sealed class NativeEndpoints(FaultPerformer performer)
{
    private const int MostMemory = 0x1_0000;

    private static readonly string[] Features =
        ["orderedResults", "chords", "holds", "frameTiming", "exactFrames", "pictureOnDemand", "memory", "stateHash", "epochs", "claimIds", "inputIds"];

    public Task HandleAsync(HttpContext context, FaultyGame game, string path) => (context.Request.Method, path) switch
    {
        ("POST", "/claim") => ClaimAsync(context, game),
        ("GET", "/capabilities") => Other(context, game, () => Task.FromResult<Answer?>(Capabilities(game.Core.View))),
        ("GET", "/inputs/recent") => Other(context, game, () => RecentAsync(game)),
        ("GET", "/health") => Other(context, game, () => Task.FromResult<Answer?>(Health(game.Core.View))),
        ("GET", "/direct/health") => Other(context, game, () => Task.FromResult<Answer?>(Answer.Ok(new { Status = "healthy" }))),
        ("POST", "/reset" or "/direct/reset") => Other(context, game, () => ResetAsync(game)),
        ("GET", "/direct/state" or "/state/hash") => Other(context, game, () => StateAsync(game)),
        ("GET", "/screen.png") => Other(context, game, () => Task.FromResult<Answer?>(new Answer(200, "image/png", Picture.Png))),
        ("GET", "/memory") => Other(context, game, () => Task.FromResult<Answer?>(Memory(context.Request.Query))),
        _ => AnswerSender.SendAsync(context, ProblemAnswers.NotFound(path)),
    };

    private Task Other(HttpContext context, FaultyGame game, Func<Task<Answer?>> act) =>
        performer.ServeAsync(context, game, RequestKind.Other, act);

    private async Task ClaimAsync(HttpContext context, FaultyGame game)
    {
        var claim = ClaimReader.Read(await RequestBody.ReadBytesAsync(context.Request), out var problem);
        if (claim is null)
            await AnswerSender.SendAsync(context, problem!);
        else
            await performer.ServeAsync(context, game, RequestKind.Claim, async () => Claimed(await game.Core.ClaimAsync(claim)));
    }

    private static Answer? Claimed(ClaimOutcome? outcome)
    {
        if (outcome is null)
            return null;
        if (!outcome.IsGranted)
            return ProblemAnswers.NotHeld(outcome);
        var resolved = outcome.Resolved.Select(object (fate) => fate switch
        {
            { IsForgotten: true, Of: null } => new { fate.Sequence, Forgotten = true },
            { Of: { } of } => new { fate.Sequence, fate.Applied, Of = of },
            _ => new { fate.Sequence, fate.Applied },
        });
        return Answer.Ok(new { Game = outcome.Life, outcome.Epoch, Resolved = resolved });
    }

    private static Answer Capabilities(GameView view) => Answer.Ok(new
    {
        Server = "actorinput",
        Protocol = 1,
        Game = view.Life,
        Cartridge = Cartridge,
        Features,
        Timing = new { Hold = InputCounter.HoldFrames, Wait = InputCounter.WaitFrames },
        Speed = "unlimited",
        Limits = new { MaxInputs = 1_024, MaxPresses = 1_000, MaxFrames = 100_000, MaxBodyBytes = FaultyServerOptions.MaxBodyBytes },
        StateSize = 0,
        view.Epoch,
        view.Sequence,
    });

    private static Task<Answer?> RecentAsync(FaultyGame game) =>
        game.Core.RunAsync<Answer?>((record, _) => Answer.Ok(new { Game = record.Life, game.Core.View.Epoch, Inputs = record.Recent.All }));

    private static object Cartridge => new { Title = "TRUTH", Sha256 = new string('0', 64), Size = 0 };

    private static Answer Health(GameView view) => Answer.Ok(new
    {
        Status = "ok",
        Game = view.Life,
        FramesRun = view.Frame,
        Busy = view.IsBusy,
        SinceProgressMs = 0,
        Queued = 0,
        Pid = Environment.ProcessId,
    });

    private static Task<Answer?> ResetAsync(FaultyGame game) => game.Core.RunAsync<Answer?>((record, _) =>
    {
        record.Reset();
        return Answer.Ok(new { Game = record.Life, record.Frame });
    });

    private static Task<Answer?> StateAsync(FaultyGame game) => game.Core.RunAsync<Answer?>((record, _) => Answer.Ok(new
    {
        Game = record.Life,
        record.Frame,
        StateHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record.Fingerprint()))),
        Steps = record.StepsInLife,
        Cartridge,
    }));

    private static Answer Memory(IQueryCollection query)
    {
        var text = query["address"].ToString();
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (!int.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var address)
            || address is < 0 or >= MostMemory)
        {
            return ProblemAnswers.Invalid("address", $"address is '{text}'; 0 to 0xFFFF are allowed.");
        }

        if (!int.TryParse(query["length"], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length is < 1 or > MostMemory)
            return ProblemAnswers.Invalid("length", $"length is '{query["length"]}'; 1 to {MostMemory} are allowed.");
        // There is no game: every byte is the low byte of its address.
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)(address + i);
        return Answer.Ok(new { Address = $"0x{address:X4}", Length = length, Hex = Convert.ToHexStringLower(bytes) });
    }
}
