using System.Globalization;
using System.Text.Json;
using ActorInput.Contracts.Messages;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Requests;
using ActorInput.Emulation.Server.Writes;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>
/// Writes to memory and the battery, and reading the battery. A write is a job of the game's runner like a press: it is done between presses, and
/// the answer has the hash of the state just after it. Tags go through <see cref="TaggedWriteMiddleware"/>.
/// </summary>
internal sealed class WriteEndpoints(HostedGame game)
{
    private static readonly WriteProgress Whole = new(1, 1);

    public async Task PutMemoryAsync(HttpContext context)
    {
        var target = WriteTarget.Of(context.Request.Query);
        GameWrite write;
        using (var body = await RequestBody.ReadAsync(context.Request))
            write = game.Requests.Read<MemoryWriteRequest>(body.Span).ToWrite();
        await WriteAsync(context, target, write, played => Memory(played, write));
    }

    public async Task GetBatteryAsync(HttpContext context)
    {
        CheckBattery();
        var bytes = await game.Runner.RunAsync(
            static played =>
            {
                var kept = new byte[played.BatterySize];
                played.ReadBattery(kept);
                return kept;
            },
            context.RequestAborted);
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    public async Task PutBatteryAsync(HttpContext context)
    {
        var target = WriteTarget.Of(context.Request.Query);
        CheckBattery();
        byte[] bytes;
        using (var body = await RequestBody.ReadAsync(context.Request))
            bytes = body.Span.ToArray();
        if (bytes.Length != game.BatterySize)
            throw new ProblemException(RequestProblems.BatteryLength(bytes.Length, game.BatterySize));
        await WriteAsync(context, target, GameWrite.Battery(bytes), played => played.WriteBattery(bytes));
    }

    private static void Memory(IGame played, GameWrite write)
    {
        var address = (ushort)write.Address!.Value;
        if (played.TryWriteMemory(address, write.Bank, write.Bytes.Span) is var access and not MemoryAccess.Done)
            throw new ProblemException(RequestProblems.MemoryWrite(access, string.Create(CultureInfo.InvariantCulture, $"0x{address:X4}"), write.Bytes.Length, write.Bank));
    }

    private async Task WriteAsync(HttpContext context, WriteTarget target, GameWrite write, Action<IGame> change)
    {
        if (target.Game is { } asked && !string.Equals(asked, game.Life, StringComparison.Ordinal))
            throw new ProblemException(WriteProblems.OtherGame(asked, game.Life));
        // Not cancelled with the request: like a press, a write that was received completely is applied.
        var (frame, hash) = await game.Runner.RunAsync(
            played =>
            {
                change(played);
                return (played.FramesRun, played.StateSize > 0 ? GameReading.StateHash(played) : null);
            },
            CancellationToken.None);
        // The name is recorded before the gate reports the write as done, so that an owner who then claims the game finds it.
        if (target is { Id: { } id, Tag: { } tag })
            game.RecentInputs.Add(new RecentInput(new InputName(id, 0, 1), write.Text, tag, Whole, game.Time.GetTimestamp()) { StateHash = hash });
        await JsonAnswer.Ok((game.Life, target.Tag, frame, hash), static (json, told) => Answer(json, told.Life, told.Tag, told.frame, told.hash))
            .SendAsync(context.Response, context.RequestAborted);
    }

    private static void Answer(Utf8JsonWriter json, string life, WriteTag? tag, long frame, string? hash)
    {
        json.WriteStartObject();
        json.WriteString("game"u8, life);
        if (tag is { } numbers)
        {
            json.WriteNumber("epoch"u8, numbers.Epoch);
            json.WriteNumber("sequence"u8, numbers.Sequence);
        }

        json.WriteNumber("applied"u8, 1);
        json.WriteNumber("of"u8, 1);
        json.WriteNumber("frame"u8, frame);
        if (hash is not null)
            json.WriteString("stateHash"u8, hash);
        json.WriteEndObject();
    }

    private void CheckBattery()
    {
        if (game.BatterySize == 0)
            throw new ProblemException(RequestProblems.NoBattery(game.Cartridge.Title));
    }
}
