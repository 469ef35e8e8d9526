using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using Google.Protobuf.Collections;

namespace ActorInput.Contracts.Wire;

/// <summary>Inputs on the wire, as steps, so that a text is parsed only once.</summary>
internal static class InputWire
{
    private const int FrameShift = 8;
    private const int WaitShift = 32;
    private const int HeldShift = 56;
    private const ulong FrameMask = 0xFF_FFFF;

    public static Proto.SendInput Write(SendInput message)
    {
        var wire = new Proto.SendInput { Emulator = message.Emulator.Value, Terms = Write(message.Terms) };
        Write(message.Input, wire.Steps);
        return wire;
    }

    public static SendInput Read(Proto.SendInput wire) =>
        new(WireText.Emulator(wire.Emulator), Read(wire.Steps), Read(wire.Terms));

    public static Proto.SendBatch Write(SendBatch message)
    {
        var wire = new Proto.SendBatch
        {
            Emulator = message.Emulator.Value,
            Terms = Write(message.Terms),
            Mode = WireEnums.Modes.Write(message.Mode),
        };
        Write(message.Batch, wire.Inputs);
        return wire;
    }

    public static SendBatch Read(Proto.SendBatch wire) =>
        new(WireText.Emulator(wire.Emulator), Read(wire.Inputs), WireEnums.Modes.Read(wire.Mode), Read(wire.Terms));

    public static void Write(InputBatch batch, RepeatedField<Proto.Input> wire)
    {
        CheckInputs(batch.Inputs.Length);
        wire.Capacity = batch.Inputs.Length;
        foreach (var input in batch.Inputs)
        {
            var steps = new Proto.Input();
            Write(input, steps.Steps);
            wire.Add(steps);
        }
    }

    public static InputBatch Read(RepeatedField<Proto.Input> wire)
    {
        CheckInputs(wire.Count);
        var inputs = new InputSequence[wire.Count];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = Read(wire[i].Steps);
        return InputBatch.Of(inputs);
    }

    private static void Write(InputSequence input, RepeatedField<ulong> wire)
    {
        CheckSteps(input.Count);
        wire.Capacity = input.Count;
        long frames = 0;
        foreach (var step in input.Steps)
        {
            // Each is at most the limit, so that hold and wait fit their 24 bits.
            CheckFrames(frames += step.NamedFrames);
            var wait = step.Wait is { } named ? (ulong)named + 1 : 0;
            wire.Add(((ulong)step.Held << HeldShift) | (wait << WaitShift) | ((ulong)step.Frames << FrameShift) | (byte)step.Buttons);
        }
    }

    private static InputSequence Read(RepeatedField<ulong> wire)
    {
        CheckSteps(wire.Count);
        var steps = new InputStep[wire.Count];
        long frames = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            var wait = (int)(wire[i] >> WaitShift & FrameMask);
            CheckFrames(wait - 1);
            var step = new InputStep((Button)(byte)wire[i], (int)(wire[i] >> FrameShift & FrameMask))
            {
                Wait = wait > 0 ? wait - 1 : null,
                Held = (Button)(byte)(wire[i] >> HeldShift),
            };
            CheckFrames(frames += step.NamedFrames);
            steps[i] = step.Problem() is { } problem ? throw new WireFormatException($"steps[{i}]: {problem}") : step;
        }

        return new InputSequence(steps);
    }

    public static Proto.Terms? Write(InputTerms terms)
    {
        if (ReferenceEquals(terms, InputTerms.Default))
            return null;
        var wire = new Proto.Terms { Priority = WireEnums.Priorities.Write(terms.Priority), DropWithSender = terms.DropWithSender };
        if (terms.Id is not null)
            wire.Id = terms.Id;
        if (terms.Deadline is { } deadline)
            wire.DeadlineUs = WireTime.Write(deadline);
        if (terms.Lease is not null)
            wire.Lease = terms.Lease;
        return wire;
    }

    /// <summary>Terms that break a rule are accepted here, because only the receiver can answer the sender: it checks
    /// <see cref="InputTerms.Problem"/>.</summary>
    public static InputTerms Read(Proto.Terms? wire) => wire is null
        ? InputTerms.Default
        : new InputTerms
        {
            Id = wire.HasId ? wire.Id : null,
            Deadline = wire.HasDeadlineUs ? WireTime.Read("deadline", wire.DeadlineUs) : null,
            Priority = WireEnums.Priorities.Read(wire.Priority),
            DropWithSender = wire.DropWithSender,
            Lease = wire.HasLease ? wire.Lease : null,
        };

    private static void CheckInputs(int count)
    {
        if (count is 0 or > WireLimits.MaxBatchInputs)
            throw new WireFormatException($"inputs has {count} entries; 1 to {WireLimits.MaxBatchInputs} are allowed.");
    }

    private static void CheckSteps(int count)
    {
        if (count is 0 or > WireLimits.MaxSteps)
            throw new WireFormatException($"steps has {count} entries; 1 to {WireLimits.MaxSteps} are allowed.");
    }

    private static void CheckFrames(long frames)
    {
        if (frames > WireLimits.MaxFrames)
            throw new WireFormatException($"An input names {frames} frames or more; at most {WireLimits.MaxFrames} are allowed.");
    }
}
