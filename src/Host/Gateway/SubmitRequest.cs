using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>A request to run one batch, or several by the member batches.</summary>
internal sealed record SubmitRequest : RunRequest
{
    /// <summary>Several batches, instead of all other members.</summary>
    [Description("Several batches, 1 to 256, each with the members above; no other member is then allowed.")]
    [JsonPropertyOrder(1)]
    public IReadOnlyList<RunRequest>? Batches { get; init; }

    /// <summary>For each batch in order: the emulator whose present state it starts from; null where there is none.</summary>
    internal IReadOnlyList<EmulatorId?> AllStartsAt => Batches is null ? [StartsAt] : [.. Batches.Select(batch => batch.StartsAt)];

    /// <summary>The only batch, or those of <see cref="Batches"/>.</summary>
    /// <param name="request">The request whose headers are read if there is one batch.</param>
    /// <param name="limits">How large inputs may be.</param>
    public Answer<SubmitBatches> ToMessage(HttpRequest request, InputLimits limits)
    {
        if (Batches is null)
            return ReadOne(this, "", request, limits).TryGet(out var only, out var wrong) ? new(new SubmitBatches([only])) : new(wrong);
        if (GatewayRequests.Reader.Beside(this, "batches") is { } beside)
            return new(RequestFaults.Of(beside));
        if (Batches.Count is 0 or > SubmitBatches.MaxBatches)
            return new(Problems.Invalid($"batches has {Batches.Count} entries; 1 to {SubmitBatches.MaxBatches} are allowed."));
        foreach (var header in new[] { RouteTerms.KeyHeader, RouteTerms.LeaseHeader })
        {
            if (request.Headers.ContainsKey(header))
                return new(Problems.Invalid($"The header {header} applies to one batch only; with batches, give id and lease in each."));
        }

        var batches = new List<SubmitBatch>(Batches.Count);
        foreach (var batch in Batches)
        {
            if (!ReadOne(batch, string.Create(CultureInfo.InvariantCulture, $"batches[{batches.Count}]."), null, limits).TryGet(out var submit, out var problem))
                return new(problem);
            batches.Add(submit);
        }

        return new(new SubmitBatches([.. batches]));
    }

    private static Answer<SubmitBatch> ReadOne(RunRequest batch, string at, HttpRequest? request, InputLimits limits)
    {
        if (batch.Inputs is null)
            return new(Problems.Of(StatusCodes.Status400BadRequest, "badJson", $"{at}inputs is missing; an array of strings is expected."));
        return RouteTerms.Read(batch, request, at).TryGet(out var terms, out var problem) ? batch.ToSubmit(terms, limits, at) : new(problem);
    }
}
