using System.Globalization;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>Reads and writes a game's memory and battery RAM.</summary>
internal static class MemoryRoutes
{
    private const int MaxMemoryLength = MemoryRange.MaxLength;
    private const int MemoryEnd = 0x10000;
    private const string Banks =
        "bank: of an address in 0x4000 to 0x7FFF (ROM), 0x8000 to 0x9FFF (video RAM), 0xA000 to 0xBFFF (cartridge RAM) or 0xD000 to 0xDFFF (work RAM); without it, the bank that the game has switched in.";

    public static void MapMemory(this RouteGroupBuilder emulators)
    {
        emulators.MapGet("/{id}/memory", Read).WithName("readMemory").WithProblems(400, 404, 422, 502, 503, 504)
            .WithSummary("Memory").WithDescription($"address: 0xC100 or decimal, within 0 to 0xFFFF. length: 1 to {MaxMemoryLength}, default 1. {Banks}");
        emulators.MapPut("/{id}/memory", Write).WithName("writeMemory").TakesHeaders(RouteTerms.KeyHeader, RouteTerms.LeaseHeader)
            .Accepts<MemoryWriteRequest>("application/json", Routes.AnyType)
            .WithProblems(400, 404, 409, 410, 413, 422, 423, 429, 502, 503, 504)
            .WithSummary("Write memory")
            .WithDescription($"Work RAM, video RAM, cartridge RAM, OAM and high RAM, in the order of the inputs and once: a repeated request with the same id (Idempotency-Key) gets the first answer. The answer has the stateHash of the state just after the write. {Banks}");
        emulators.MapGet("/{id}/battery", ReadBattery).WithName("readBattery").WithProblems(400, 404, 422, 502, 503, 504)
            .Produces<byte[]>(contentType: "application/octet-stream")
            .WithSummary("Battery").WithDescription("The contents of the cartridge's battery RAM: the bytes of a .sav file. 422 notSupported when the cartridge has no battery.");
        emulators.MapPut("/{id}/battery", WriteBattery).WithName("writeBattery").TakesHeaders(RouteTerms.KeyHeader, RouteTerms.LeaseHeader)
            .Accepts<byte[]>("application/octet-stream", Routes.AnyType)
            .WithProblems(400, 404, 409, 410, 413, 422, 423, 429, 502, 503, 504)
            .WithSummary("Replace the battery")
            .WithDescription("Writes all bytes of battery RAM, in the order of the inputs and once: a repeated request with the same Idempotency-Key gets the first answer. The lease goes in the header Lease. Most games read the battery only when they are switched on: reset afterwards.");
    }

    private static async Task<Results<Ok<MemoryBody>, ProblemResult>> Read(
        string id, string? address, string? length, string? bank, EmulatorClient client, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!MemoryNumber.TryRead(address, out var first) || first >= MemoryEnd)
            return BadAddress($"address is {(address is null ? "missing" : $"'{Shown(address)}'")}; {MemoryNumber.AddressRule}.");
        if (!MemoryNumber.TryRead(length ?? "1", out var count) || count is < 1 or > MaxMemoryLength)
            return BadAddress($"length is '{Shown(length)}'; 1 to {MaxMemoryLength} is allowed.");
        if (first + count > MemoryEnd)
            return BadAddress($"{count} bytes from 0x{first:X4} leave the memory, which ends at 0xFFFF.");
        var number = 0;
        if (bank is not null && !MemoryNumber.TryRead(bank, out number))
            return BadAddress($"bank is '{Shown(bank)}'; 0 to {MemoryRange.MaxBank} is allowed.");
        var range = new MemoryRange(first, count) { Bank = bank is null ? null : number };
        if (range.Problem() is { } wrong)
            return BadAddress(wrong);
        var question = new ReadMemory(emulator, first, count) { Bank = range.Bank };
        if (!(await client.QueryAsync<MemoryReply>(question, token)).TryGet(out var memory, out var problem))
            return problem;
        return TypedResults.Ok(MemoryBody.From(memory));
    }

    private static async Task<Results<Ok<InputReplyBody>, ProblemResult>> Write(
        string id, HttpRequest request, EmulatorClient client, HttpOptions http, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await BodyReader.ReadAsync<MemoryWriteRequest>(request, http.MaxBodyBytes)).TryGet(out var body, out var problem)
            || !RouteTerms.Read(body, request).TryGet(out var terms, out problem))
        {
            return problem;
        }

        if (!MemoryNumber.TryRead(body.Address, out var first) || first >= MemoryEnd)
            return BadAddress($"address is '{Shown(body.Address)}'; {MemoryNumber.AddressRule}.");
        if (!TryReadHex(body.Hex, out var bytes, out problem))
            return problem;
        var message = new WriteGame(emulator, GameWrite.Memory(first, bytes, body.Bank), terms);
        return message.Write.Problem() is { } wrong ? BadAddress(wrong) : await SendAsync(message, client, token);
    }

    private static async Task<Results<FileContentHttpResult, ProblemResult>> ReadBattery(
        string id, HttpResponse response, EmulatorClient client, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await client.QueryAsync<BatteryReply>(new ReadBattery(emulator), token)).TryGet(out var battery, out var problem))
            return problem;
        response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(battery.Bytes, "application/octet-stream");
    }

    private static async Task<Results<Ok<InputReplyBody>, ProblemResult>> WriteBattery(
        string id, HttpRequest request, EmulatorClient client, HttpOptions http, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await BodyReader.ReadBinaryAsync(request, http.MaxBodyBytes)).TryGet(out var bytes, out var problem))
            return problem;
        if (!RouteTerms.Read(NoBodyRequest.Instance, request).TryGet(out var terms, out problem))
            return problem;
        var message = new WriteGame(emulator, GameWrite.Battery(bytes), terms);
        return message.Write.Problem() is { } wrong ? Problems.Invalid(wrong) : await SendAsync(message, client, token);
    }

    private static async Task<Results<Ok<InputReplyBody>, ProblemResult>> SendAsync(WriteGame message, EmulatorClient client, CancellationToken token)
    {
        if (!(await client.WriteAsync<InputReply>(message, token)).TryGet(out var reply, out var problem))
            return problem;
        return reply.Outcome == InputOutcome.Applied ? TypedResults.Ok(InputReplyBody.From(reply)) : Problems.Of(reply);
    }

    private static bool TryReadHex(string hex, out byte[] bytes, out ProblemResult problem)
    {
        bytes = [];
        problem = BadAddress(string.Create(
            CultureInfo.InvariantCulture, $"hex is '{Shown(hex)}' ({hex.Length} characters); two hexadecimal digits for each of 1 to {MaxMemoryLength} bytes are allowed."));
        if (hex.Length is 0 or > 2 * MaxMemoryLength || hex.Length % 2 != 0)
            return false;
        bytes = new byte[hex.Length / 2];
        return Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }

    private static ProblemResult BadAddress(string detail) => Problems.Of(StatusCodes.Status400BadRequest, "badAddress", detail);

    private static string Shown(string? text) => text is { Length: > 32 } ? $"{text.AsSpan(0, 32)}…" : text ?? "";
}
