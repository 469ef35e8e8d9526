using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Wire;

/// <summary>Leases on the wire. A text that is no token is refused, because it names no emulator.</summary>
internal static class LeaseWire
{
    public static Proto.LeaseStatus Write(LeaseStatus status)
    {
        var wire = new Proto.LeaseStatus { Epoch = status.Epoch, ExpiresInUs = WireTime.Write(status.ExpiresIn), MayMove = status.MayMove };
        if (status.Holder is not null)
            wire.Holder = status.Holder;
        return wire;
    }

    public static LeaseStatus Read(Proto.LeaseStatus wire) =>
        new(wire.HasHolder ? wire.Holder : null, wire.Epoch, WireTime.Read("expiresIn", wire.ExpiresInUs), wire.MayMove);

    public static Proto.LeaseEntry Write(LeaseEntry lease)
    {
        var wire = new Proto.LeaseEntry
        {
            Token = lease.Token.Value,
            RequestId = lease.RequestId,
            DurationUs = WireTime.Write(lease.Duration),
            MayMove = lease.MayMove,
        };
        if (lease.Holder is not null)
            wire.Holder = lease.Holder;
        if (lease.Agent is not null)
            wire.Agent = lease.Agent;
        if (lease.ExpiresAt is { } expiresAt)
            wire.ExpiresAtMs = expiresAt.ToUnixTimeMilliseconds();
        return wire;
    }

    public static LeaseEntry Read(Proto.LeaseEntry wire) => new(ReadToken(wire.Token), wire.RequestId, WireTime.Read("duration", wire.DurationUs))
    {
        Holder = wire.HasHolder ? wire.Holder : null,
        Agent = wire.HasAgent ? wire.Agent : null,
        MayMove = wire.MayMove,
        ExpiresAt = wire.HasExpiresAtMs ? ReadMoment(wire.ExpiresAtMs) : null,
    };

    public static Proto.LeaseRecord Write(LeaseRecord record) => new()
    {
        Emulator = record.Emulator.Value,
        Epoch = record.Epoch,
        Lease = record.Lease is { } lease ? Write(lease) : null,
    };

    public static LeaseRecord Read(Proto.LeaseRecord wire)
    {
        var emulator = WireText.Emulator(wire.Emulator);
        var lease = wire.Lease is { } held ? Read(held) : null;
        if (lease is not null && (lease.Emulator != emulator || lease.Epoch != wire.Epoch))
            throw new WireFormatException($"lease is {lease.Token}; one of {emulator} in epoch {wire.Epoch} is allowed.");
        return new LeaseRecord(emulator, wire.Epoch, lease);
    }

    public static Proto.AcquireLease Write(AcquireLease message)
    {
        var wire = new Proto.AcquireLease { RequestId = message.RequestId, TimeoutUs = WireTime.Write(message.Timeout), MayMove = message.MayMove };
        if (message.Emulator is { } emulator)
            wire.Emulator = emulator.Value;
        if (message.Cartridge is not null)
            wire.Cartridge = message.Cartridge;
        if (message.Duration is { } duration)
            wire.DurationUs = WireTime.Write(duration);
        if (message.Holder is not null)
            wire.Holder = message.Holder;
        if (message.Agent is not null)
            wire.Agent = message.Agent;
        return wire;
    }

    /// <summary>A request that breaks a rule is accepted here, because only the broker can answer the sender: it checks
    /// <see cref="AcquireLease.Problem"/>.</summary>
    public static AcquireLease Read(Proto.AcquireLease wire) => new(wire.RequestId)
    {
        Emulator = wire.HasEmulator ? WireText.Emulator(wire.Emulator) : null,
        Cartridge = wire.HasCartridge ? wire.Cartridge : null,
        Timeout = WireTime.Read("timeout", wire.TimeoutUs),
        Duration = wire.HasDurationUs ? WireTime.Read("duration", wire.DurationUs) : null,
        MayMove = wire.MayMove,
        Holder = wire.HasHolder ? wire.Holder : null,
        Agent = wire.HasAgent ? wire.Agent : null,
    };

    public static Proto.HeldLease Write(LeaseToken token) => new() { Token = token.Value };

    public static Proto.HeldLease Write(RenewLease message)
    {
        var wire = Write(message.Token);
        if (message.Duration is { } duration)
            wire.DurationUs = WireTime.Write(duration);
        return wire;
    }

    public static RenewLease ReadRenew(Proto.HeldLease wire) =>
        new(ReadToken(wire.Token), wire.HasDurationUs ? WireTime.Read("duration", wire.DurationUs) : null);

    public static OfferLease Read(Proto.OfferLease wire) =>
        new(Read(wire.Lease ?? throw new WireFormatException("lease is missing; an offer has one.")));

    public static Proto.LeaseGranted Write(LeaseGranted reply) => new() { Token = reply.Token.Value, ExpiresInUs = WireTime.Write(reply.ExpiresIn) };

    public static LeaseGranted Read(Proto.LeaseGranted wire) => new(ReadToken(wire.Token), WireTime.Read("expiresIn", wire.ExpiresInUs));

    public static Proto.LeaseEnded Write(LeaseEnded reply) => new() { Emulator = reply.Emulator.Value, Epoch = reply.Epoch };

    public static LeaseEnded Read(Proto.LeaseEnded wire) => new(WireText.Emulator(wire.Emulator), wire.Epoch);

    public static Proto.LeaseRefused Write(LeaseRefused reply)
    {
        var wire = new Proto.LeaseRefused { Code = WireEnums.Codes.Write(reply.Code), Detail = reply.Detail };
        if (reply.Emulator is { } emulator)
            wire.Emulator = emulator.Value;
        return wire;
    }

    public static LeaseRefused Read(Proto.LeaseRefused wire) =>
        new(WireEnums.Codes.Read(wire.Code), wire.Detail, wire.HasEmulator ? WireText.Emulator(wire.Emulator) : null);

    public static Proto.LeaseReport Write(LeaseReport report)
    {
        var wire = new Proto.LeaseReport { Record = Write(report.Record), State = WireEnums.States.Write(report.State), IsPending = report.IsPending };
        if (report.Cartridge is not null)
            wire.Cartridge = report.Cartridge;
        return wire;
    }

    public static LeaseReport Read(Proto.LeaseReport wire) => new(
        Read(wire.Record ?? throw new WireFormatException("record is missing; a report has one.")), WireEnums.States.Read(wire.State))
    {
        Cartridge = wire.HasCartridge ? wire.Cartridge : null,
        IsPending = wire.IsPending,
    };

    public static LeaseToken ReadToken(string text) => LeaseToken.TryParse(text, out var token)
        ? token
        : throw new WireFormatException($"token has {text.Length} characters and is none; {LeaseToken.Rule}.");

    private static DateTimeOffset ReadMoment(long milliseconds) =>
        milliseconds >= 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new WireFormatException($"expiresAt is {milliseconds} ms; a moment since 1970 is allowed.");
}
