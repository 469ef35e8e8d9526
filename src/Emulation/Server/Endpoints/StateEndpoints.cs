using ActorInput.Emulation.Common;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>Savestates and reset.</summary>
internal sealed class StateEndpoints(HostedGame game)
{
    public const string HashHeader = "X-State-Sha256";

    public async Task GetAsync(HttpContext context)
    {
        CheckSavestates();
        var state = await game.Runner.RunAsync(GameReading.State, context.RequestAborted);
        context.Response.Headers[HashHeader] = GameReading.Hash(state);
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = state.Length;
        await context.Response.Body.WriteAsync(state, context.RequestAborted);
    }

    public async Task GetHashAsync(HttpContext context)
    {
        CheckSavestates();
        var (hash, frame) = await game.Runner.RunAsync(
            static played => (GameReading.StateHash(played), played.FramesRun), context.RequestAborted);
        await SendAsync(context, hash, frame);
    }

    public async Task PutAsync(HttpContext context)
    {
        using var body = await RequestBody.ReadAsync(context.Request);
        var header = context.Request.Headers[HashHeader].ToString();
        var announced = header.Length > 0 ? header : context.Request.Query["sha256"].ToString();
        var (hash, frame) = await LoadAsync(body.Span.ToArray(), announced);
        await SendAsync(context, hash, frame);
    }

    /// <summary>The <c>direct</c> dialect's way: a form with the state in the field <c>checkpoint</c>.</summary>
    public async Task PostCheckpointAsync(HttpContext context)
    {
        const string Allowed = "needed is a multipart/form-data body with a savestate in it";
        if (!context.Request.HasFormContentType)
            throw new ProblemException(RequestProblems.Missing("checkpoint", Allowed));
        // The body is kept in memory as a whole; the route's limit bounds it.
        var options = new FormOptions { MemoryBufferThreshold = int.MaxValue, BufferBody = false };
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, options));
        IFormFile? file;
        try
        {
            file = (await context.Request.ReadFormAsync(CancellationToken.None)).Files.GetFile("checkpoint");
        }
        catch (Exception bad) when (bad is InvalidDataException or IOException)
        {
            if (bad is IOException broken && CallerFault.OfBody(context, broken) is var fault and not BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest })
                throw fault;
            throw new ProblemException(RequestProblems.Invalid("the body", "not a form", $"{Allowed}: {bad.Message}"));
        }

        if (file is null)
            throw new ProblemException(RequestProblems.Missing("checkpoint", Allowed));
        var state = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(state, context.RequestAborted);
        // In this dialect the caller cannot announce a hash.
        await LoadAsync(state, announced: null);
        await JsonAnswer.Ok(0, static (json, _) => DirectEndpoints.WriteStatus(json, "ok")).SendAsync(context.Response, context.RequestAborted);
    }

    /// <summary>Switches the game off and on again; the battery keeps its contents.</summary>
    public Task ResetAsync(HttpContext context) => SwitchOnAsync(context, static played => played.Reset());

    /// <summary>Starts the game as new: with an empty battery, or the one that the server was started with.</summary>
    public Task StartFreshAsync(HttpContext context) => SwitchOnAsync(context, static played => played.StartFresh());

    private async Task SwitchOnAsync(HttpContext context, Action<IGame> start)
    {
        var frame = await game.Runner.RunAsync(
            played =>
            {
                start(played);
                played.RunStartFrames(game.Options.StartFrames);
                return played.FramesRun;
            },
            context.RequestAborted);
        var answer = JsonAnswer.Ok((game.Life, frame), static (json, told) =>
        {
            json.WriteStartObject();
            json.WriteString("game"u8, told.Life);
            json.WriteNumber("frame"u8, told.frame);
            json.WriteEndObject();
        });
        await answer.SendAsync(context.Response, context.RequestAborted);
    }

    /// <param name="state">The state.</param>
    /// <param name="announced">Its SHA-256 as the caller knows it; null where the caller cannot tell.</param>
    private async Task<(string Hash, long Frame)> LoadAsync(byte[] state, string? announced)
    {
        CheckSavestates();
        // The owner of the state is checked before its length: states of other cores have other lengths, and a whole state of another game must not
        // be called cut off.
        if (StateFile.TryReadIdentity(state, out var found) && found != game.Identity)
            throw new ProblemException(RequestProblems.ForeignState(new ForeignStateException(found, game.Identity)));
        if (state.Length != game.StateSize)
            throw new ProblemException(RequestProblems.StateLength(state.Length, game.StateSize));
        var hash = GameReading.Hash(state);
        if (announced is { Length: 0 })
            throw new ProblemException(RequestProblems.StateHashMissing(HashHeader));
        if (announced is not null && !string.Equals(announced, hash, StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(RequestProblems.StateHash(hash, announced));
        // Not cancelled with the request: like a press, a state that was received completely is applied.
        var frame = await game.Runner.RunAsync(played => Load(played, state), CancellationToken.None);
        return (hash, frame);
    }

    private static long Load(IGame played, byte[] state)
    {
        try
        {
            played.LoadState(state);
            return played.FramesRun;
        }
        catch (ForeignStateException foreign)
        {
            throw new ProblemException(RequestProblems.ForeignState(foreign));
        }
        catch (ArgumentException refused)
        {
            throw new ProblemException(RequestProblems.StateRefused(StateRefusal.Describe(refused)));
        }
    }

    private void CheckSavestates()
    {
        if (!game.HasSavestates)
            throw new ProblemException(RequestProblems.NoSavestates(game.Identity));
    }

    private static Task SendAsync(HttpContext context, string hash, long frame)
    {
        var answer = JsonAnswer.Ok((hash, frame), static (json, told) =>
        {
            json.WriteStartObject();
            json.WriteString("stateHash"u8, told.hash);
            json.WriteNumber("frame"u8, told.frame);
            json.WriteEndObject();
        });
        return answer.SendAsync(context.Response, context.RequestAborted);
    }
}
