using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Google.Protobuf;

namespace ActorInput.Contracts.Wire;

/// <summary>Batches for a balancer, and their results, on the wire.</summary>
internal static class ExecutionWire
{
    public static Proto.Run Write(SubmitBatch message)
    {
        var wire = Run(message.Batch, message.Mode, message.Terms, message.Start, message.Observe, message.Timeout);
        if (message.Emulator is { } emulator)
            wire.Emulator = emulator.Value;
        if (message.Policy is not null)
            wire.Policy = message.Policy;
        if (message.Cartridge is not null)
            wire.Cartridge = message.Cartridge;
        if (message.ExecutionId is not null)
            wire.ExecutionId = message.ExecutionId;
        return wire;
    }

    public static SubmitBatch ReadSubmit(Proto.Run wire) => new(Batch(wire), WireEnums.Modes.Read(wire.Mode), InputWire.Read(wire.Terms))
    {
        Emulator = wire.HasEmulator ? WireText.Emulator(wire.Emulator) : null,
        Policy = wire.HasPolicy ? wire.Policy : null,
        Cartridge = wire.HasCartridge ? wire.Cartridge : null,
        Start = wire.HasStart ? wire.Start : null,
        Observe = Read(wire.Observe),
        ExecutionId = wire.HasExecutionId ? wire.ExecutionId : null,
        Timeout = wire.HasTimeoutUs ? WireTime.Read("timeout", wire.TimeoutUs) : null,
    };

    public static Proto.Run Write(RunBatch message)
    {
        var wire = Run(message.Batch, message.Mode, message.Terms, message.Start, message.Observe, message.Timeout);
        wire.Emulator = message.Emulator.Value;
        wire.ExecutionId = message.ExecutionId;
        return wire;
    }

    public static RunBatch ReadRun(Proto.Run wire) =>
        new(WireText.Emulator(wire.Emulator), wire.ExecutionId, Batch(wire), WireEnums.Modes.Read(wire.Mode), InputWire.Read(wire.Terms))
        {
            Start = wire.HasStart ? wire.Start : null,
            Observe = Read(wire.Observe),
            Timeout = wire.HasTimeoutUs ? WireTime.Read("timeout", wire.TimeoutUs) : null,
        };

    public static Proto.SubmitBatches Write(SubmitBatches message)
    {
        CheckBatches(message.Batches.Length);
        var wire = new Proto.SubmitBatches();
        wire.Batches.AddRange(message.Batches.Select(Write));
        return wire;
    }

    public static SubmitBatches Read(Proto.SubmitBatches wire)
    {
        CheckBatches(wire.Batches.Count);
        return new SubmitBatches([.. wire.Batches.Select(ReadSubmit)]);
    }

    public static Proto.CancelBatch Write(CancelBatch message) => new() { ExecutionId = message.ExecutionId };

    public static CancelBatch Read(Proto.CancelBatch wire) => new(wire.ExecutionId);

    public static Proto.CancelExecution Write(CancelExecution message) =>
        new() { Emulator = message.Emulator.Value, ExecutionId = message.ExecutionId, TimedOut = message.TimedOut };

    public static CancelExecution Read(Proto.CancelExecution wire) => new(WireText.Emulator(wire.Emulator), wire.ExecutionId, wire.TimedOut);

    public static Proto.BatchExecution Write(BatchExecution message)
    {
        ReplyWire.CheckResults(message.Results.Length);
        var wire = new Proto.BatchExecution
        {
            ExecutionId = message.ExecutionId,
            Status = WireEnums.Endings.Write(message.Status),
            StartedAtUs = WireTime.WriteUtc(message.StartedAt),
            EndedAtUs = WireTime.WriteUtc(message.EndedAt),
            Applied = message.Applied,
            Of = message.Of,
            Code = WireEnums.Codes.Write(message.Code),
            Start = WireEnums.StartFates.Write(message.Start),
            Observations = message.Observations is { } seen ? Write(seen) : null,
        };
        var emulator = message.Emulator ?? default;
        if (message.Emulator is not null)
            wire.Emulator = emulator.Value;
        wire.Results.AddRange(message.Results.Select(result => ReplyWire.Write(result, emulator)));
        if (message.Detail is not null)
            wire.Detail = message.Detail;
        return wire;
    }

    public static BatchExecution Read(Proto.BatchExecution wire)
    {
        ReplyWire.CheckResults(wire.Results.Count);
        var emulator = WireText.Emulator(wire.Emulator);
        return new BatchExecution(
            wire.ExecutionId,
            WireEnums.Endings.Read(wire.Status),
            WireTime.ReadUtc("startedAt", wire.StartedAtUs),
            WireTime.ReadUtc("endedAt", wire.EndedAtUs),
            wire.Applied,
            wire.Of)
        {
            Emulator = wire.HasEmulator ? emulator : null,
            Results = [.. wire.Results.Select(result => ReplyWire.Read(result, emulator))],
            Observations = wire.Observations is { } seen ? Read(seen) : null,
            Code = WireEnums.Codes.Read(wire.Code),
            Detail = wire.HasDetail ? wire.Detail : null,
            Start = WireEnums.StartFates.Read(wire.Start),
        };
    }

    public static Proto.BatchExecutions Write(BatchExecutions message)
    {
        CheckBatches(message.Executions.Length);
        var wire = new Proto.BatchExecutions();
        wire.Executions.AddRange(message.Executions.Select(Write));
        return wire;
    }

    public static BatchExecutions Read(Proto.BatchExecutions wire)
    {
        CheckBatches(wire.Executions.Count);
        return new BatchExecutions([.. wire.Executions.Select(Read)]);
    }

    private static Proto.Run Run(
        InputBatch batch, DispatchMode mode, InputTerms terms, string? start, ObservationRequest observe, TimeSpan? timeout)
    {
        var wire = new Proto.Run { Mode = WireEnums.Modes.Write(mode), Terms = InputWire.Write(terms) };
        InputWire.Write(batch, wire.Inputs);
        if (start is not null)
            wire.Start = start;
        if (timeout is { } time)
            wire.TimeoutUs = WireTime.Write(time);
        if (observe.IsNothing)
            return wire;
        wire.Observe = new Proto.Observe { StateHash = observe.StateHash, Picture = observe.Picture };
        wire.Observe.Memory.AddRange(observe.Memory.Select(Write));
        return wire;
    }

    private static Proto.MemoryRange Write(MemoryRange range)
    {
        var wire = new Proto.MemoryRange { Address = range.Address, Length = range.Length };
        if (range.Bank is { } bank)
            wire.Bank = bank;
        return wire;
    }

    private static InputBatch Batch(Proto.Run wire) => InputWire.Read(wire.Inputs);

    private static ObservationRequest Read(Proto.Observe? wire) => wire is null ? ObservationRequest.Nothing : new ObservationRequest
    {
        StateHash = wire.StateHash,
        Picture = wire.Picture,
        Memory = [.. wire.Memory.Select(range => new MemoryRange(range.Address, range.Length) { Bank = range.HasBank ? range.Bank : null })],
    };

    private static Proto.Observations Write(BatchObservations seen)
    {
        var wire = new Proto.Observations { Picture = UnsafeByteOperations.UnsafeWrap(seen.Picture) };
        wire.Memory.AddRange(seen.Memory.Select(GameWire.Write));
        if (seen.StateHash is not null)
            wire.StateHash = seen.StateHash;
        return wire;
    }

    private static BatchObservations Read(Proto.Observations wire) => new()
    {
        StateHash = wire.HasStateHash ? wire.StateHash : null,
        Memory = [.. wire.Memory.Select(GameWire.Read)],
        Picture = wire.Picture.Memory,
    };

    private static void CheckBatches(int count)
    {
        if (count is 0 or > SubmitBatches.MaxBatches)
            throw new WireFormatException($"batches has {count} entries; 1 to {SubmitBatches.MaxBatches} are allowed.");
    }
}
