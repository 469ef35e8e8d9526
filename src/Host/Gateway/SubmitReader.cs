using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>Reads batches that the cluster runs.</summary>
internal static class SubmitReader
{
    /// <summary>Reads the only batch, or those of the member <c>batches</c>.</summary>
    /// <param name="root">The body.</param>
    /// <param name="request">The request whose headers count when there is one batch.</param>
    /// <param name="limits">How large inputs may be.</param>
    /// <param name="isOne">Whether it is one batch, to be answered as one.</param>
    public static Answer<SubmitBatches> Read(JsonElement root, HttpRequest request, InputLimits limits, out bool isOne)
    {
        var body = new ObjectReader(root);
        isOne = !body.Has("batches");
        if (isOne)
            return ReadOne(body, request, limits).TryGet(out var only, out var wrong) ? new(new SubmitBatches([only])) : new(wrong);

        var items = body.Items("batches");
        body.End();
        if (body.Problem is { } problem)
            return new(problem);
        if (items.Count is 0 or > SubmitBatches.MaxBatches)
            return new(Problems.Invalid($"batches has {items.Count} entries; 1 to {SubmitBatches.MaxBatches} are allowed."));
        foreach (var header in new[] { RouteTerms.KeyHeader, RouteTerms.LeaseHeader })
        {
            if (request.Headers.ContainsKey(header))
                return new(Problems.Invalid($"The header {header} is of one batch; with batches give id and lease in each."));
        }

        var batches = ImmutableArray.CreateBuilder<SubmitBatch>(items.Count);
        foreach (var item in items)
        {
            if (!ReadOne(new ObjectReader(item, string.Create(CultureInfo.InvariantCulture, $"batches[{batches.Count}]")), null, limits).TryGet(out var batch, out problem))
                return new(problem);
            batches.Add(batch);
        }

        return new(new SubmitBatches(batches.MoveToImmutable()));
    }

    private static Answer<SubmitBatch> ReadOne(ObjectReader body, HttpRequest? request, InputLimits limits)
    {
        var texts = body.Texts("inputs");
        var timing = TimingReader.Read(body);
        var mode = body.OneOf<DispatchMode>("mode") ?? DispatchMode.Coalesced;
        var name = body.Text("emulator");
        var policy = body.Text("policy");
        var cartridge = body.Text("cartridge");
        var start = body.Text("start");
        var observe = ReadObserve(body);
        var timeout = body.Whole("timeoutMs", 1, (long)SubmitBatch.MaxTimeout.TotalMilliseconds);
        var executionId = body.Text("executionId");
        if (!RouteTerms.Read(body, request).TryGet(out var terms, out var problem))
            return new(problem);
        EmulatorId named = default;
        if (name is not null && !EmulatorId.TryParse(name, out named))
            return new(Routes.BadId(name));
        if (!TimingReader.TryParse(texts!, timing, limits, out var batch, out var wrong))
            return new(Problems.Of(StatusCodes.Status400BadRequest, "badInput", body.At(wrong)));
        EmulatorId? emulator = name is not null ? named : LeaseToken.TryParse(terms.Lease, out var lease) ? lease.Emulator : null;
        if (terms.Id is not null && emulator is null)
            return new(Problems.Invalid($"{body.At("id")} is given and no emulator; an id is known to one emulator only, so that \"once\" needs a batch that names it."));

        var submit = new SubmitBatch(batch, mode, terms)
        {
            Emulator = emulator,
            Policy = policy,
            Cartridge = cartridge,
            Start = start,
            Observe = observe,
            // Made up here, so that the answer to a request that waited too long can name it.
            ExecutionId = executionId ?? Guid.NewGuid().ToString("N"),
            Timeout = timeout is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
        };
        return submit.Problem() is { } broken ? new(Problems.Invalid(body.At(broken))) : new(submit);
    }

    private static ObservationRequest ReadObserve(ObjectReader body)
    {
        if (body.Child("observe") is not { } observe)
            return ObservationRequest.Nothing;
        var stateHash = observe.Flag("stateHash");
        var picture = observe.Flag("picture");
        var memory = ImmutableArray.CreateBuilder<MemoryRange>();
        foreach (var item in observe.Items("memory"))
        {
            var at = observe.At(string.Create(CultureInfo.InvariantCulture, $"memory[{memory.Count}]"));
            memory.Add(item.ValueKind == JsonValueKind.Object ? ReadRange(new ObjectReader(item, at), observe) : ReadRange(item, at, observe));
        }

        observe.End();
        body.Include(observe);
        return new ObservationRequest { StateHash = stateHash, Picture = picture, Memory = memory.ToImmutable() };
    }

    private static MemoryRange ReadRange(ObjectReader item, ObjectReader observe)
    {
        var text = item.Text("address", required: true);
        var length = item.Whole("length", 1, MemoryRange.MaxLength) ?? 1;
        var bank = item.Whole("bank", 0, MemoryRange.MaxBank);
        item.End();
        if (!MemoryNumber.TryRead(text, out var address))
            item.Fail($"{item.At("address")} is '{ObjectReader.Shown(text ?? "")}'; 0x0000 to 0xFFFF is allowed, in hexadecimal with 0x or in decimal.");
        observe.Include(item);
        return new MemoryRange(address, (int)length) { Bank = (int?)bank };
    }

    /// <summary><c>0xC100:16</c>, or an address alone for one byte.</summary>
    private static MemoryRange ReadRange(JsonElement item, string at, ObjectReader observe)
    {
        if (item.ValueKind != JsonValueKind.String)
        {
            observe.Fail($"{at} is {ObjectReader.Kind(item)}; a string as 0xC100:16, or an object with address and length, is expected.");
            return default;
        }

        var parts = item.GetString()!.Split(':');
        var length = 1;
        if (parts.Length > 2 || !MemoryNumber.TryRead(parts[0], out var address) || (parts.Length == 2 && !MemoryNumber.TryRead(parts[1], out length)))
        {
            observe.Fail($"{at} is '{ObjectReader.Shown(item.GetString()!)}'; address:length is allowed, for example 0xC100:16.");
            return default;
        }

        return new MemoryRange(address, length);
    }
}
