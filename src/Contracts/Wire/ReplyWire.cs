using System.Collections.Immutable;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Wire;

/// <summary>Replies to inputs and requests, on the wire.</summary>
internal static class ReplyWire
{
    public static Proto.InputReply Write(InputReply reply) => Write(reply, default);

    public static InputReply Read(Proto.InputReply wire) => Read(wire, default);

    public static Proto.BatchReply Write(BatchReply reply)
    {
        CheckResults(reply.Results.Length);
        var wire = new Proto.BatchReply
        {
            Emulator = reply.Emulator.Value,
            Outcome = WireEnums.Outcomes.Write(reply.Outcome),
            Applied = reply.Applied,
            Of = reply.Of,
            Epoch = reply.Epoch,
            Sequence = reply.Sequence,
            LatencyUs = WireTime.Write(reply.Latency),
            Code = WireEnums.Codes.Write(reply.Code),
        };
        if (reply.Detail is not null)
            wire.Detail = reply.Detail;
        if (reply.RetryAfter is { } retryAfter)
            wire.RetryAfterUs = WireTime.Write(retryAfter);
        wire.Results.Capacity = reply.Results.Length;
        foreach (var result in reply.Results)
            wire.Results.Add(Write(result, reply.Emulator));
        return wire;
    }

    public static BatchReply Read(Proto.BatchReply wire)
    {
        CheckResults(wire.Results.Count);
        var emulator = WireText.Emulator(wire.Emulator);
        var results = ImmutableArray.CreateBuilder<InputReply>(wire.Results.Count);
        foreach (var result in wire.Results)
            results.Add(Read(result, emulator));
        return new BatchReply(
            emulator,
            WireEnums.Outcomes.Read(wire.Outcome),
            wire.Applied,
            wire.Of,
            wire.Epoch,
            wire.Sequence,
            WireTime.Read("latency", wire.LatencyUs),
            results.MoveToImmutable())
        {
            Code = WireEnums.Codes.Read(wire.Code),
            Detail = wire.HasDetail ? wire.Detail : null,
            RetryAfter = wire.HasRetryAfterUs ? WireTime.Read("retryAfter", wire.RetryAfterUs) : null,
        };
    }

    public static Proto.RequestFailed Write(RequestFailed reply) =>
        new() { Emulator = reply.Emulator.Value, Code = WireEnums.Codes.Write(reply.Code), Detail = reply.Detail };

    public static RequestFailed Read(Proto.RequestFailed wire) =>
        new(WireText.Emulator(wire.Emulator), WireEnums.Codes.Read(wire.Code), wire.Detail);

    public static Proto.InputReply Write(InputReply reply, EmulatorId batch)
    {
        var wire = new Proto.InputReply
        {
            Emulator = reply.Emulator == batch ? "" : reply.Emulator.Value,
            Outcome = WireEnums.Outcomes.Write(reply.Outcome),
            Applied = reply.Applied,
            Of = reply.Of,
            Epoch = reply.Epoch,
            Sequence = reply.Sequence,
            LatencyUs = WireTime.Write(reply.Latency),
            Code = WireEnums.Codes.Write(reply.Code),
            SharesState = reply.SharesState,
        };
        if (reply.StateHash is not null)
            wire.StateHash = reply.StateHash;
        if (reply.Detail is not null)
            wire.Detail = reply.Detail;
        if (reply.RetryAfter is { } retryAfter)
            wire.RetryAfterUs = WireTime.Write(retryAfter);
        return wire;
    }

    public static InputReply Read(Proto.InputReply wire, EmulatorId batch) => new(
        wire.Emulator.Length == 0 ? batch : WireText.Emulator(wire.Emulator),
        WireEnums.Outcomes.Read(wire.Outcome),
        wire.Applied,
        wire.Of,
        wire.Epoch,
        wire.Sequence,
        WireTime.Read("latency", wire.LatencyUs))
    {
        Code = WireEnums.Codes.Read(wire.Code),
        Detail = wire.HasDetail ? wire.Detail : null,
        RetryAfter = wire.HasRetryAfterUs ? WireTime.Read("retryAfter", wire.RetryAfterUs) : null,
        SharesState = wire.SharesState,
        StateHash = wire.HasStateHash ? wire.StateHash : null,
    };

    public static void CheckResults(int count)
    {
        if (count > WireLimits.MaxBatchInputs)
            throw new WireFormatException($"results has {count} entries; at most {WireLimits.MaxBatchInputs} are allowed.");
    }
}
