using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActorInput.Contracts.Requests;

/// <summary>
/// Reads bodies of requests into records by <see cref="JsonSerializer"/>. Members are in camelCase; required members must be present; null counts as
/// absent; unknown members and members that occur twice are refused.
/// </summary>
public sealed class RequestReader
{
    /// <summary>How deep objects and arrays may be nested.</summary>
    public const int MaxDepth = 16;

    private readonly JsonSerializerOptions _options;

    /// <summary>Makes a reader.</summary>
    /// <param name="types">Knows the records.</param>
    /// <param name="converters">Converters for values that records and their attributes cannot describe.</param>
    public RequestReader(IJsonTypeInfoResolver types, params IEnumerable<JsonConverter> converters)
    {
        _options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            MaxDepth = MaxDepth,
            TypeInfoResolver = types.WithAddedModifier(RequestRules.Apply),
        };
        foreach (var converter in converters)
            _options.Converters.Add(converter);
        _options.MakeReadOnly();
    }

    /// <summary>Reads a body. False when it does not match the record; the fault names the first problem.</summary>
    /// <param name="body">The body, UTF-8; not empty.</param>
    /// <param name="request">The record, when the result is true.</param>
    /// <param name="fault">What is wrong, when the result is false.</param>
    public bool TryRead<T>(ReadOnlySpan<byte> body, [NotNullWhen(true)] out T? request, [NotNullWhen(false)] out RequestFault? fault)
        where T : class
    {
        var type = TypeOf<T>();
        fault = null;
        try
        {
            request = JsonSerializer.Deserialize(body, type);
            if (request is null)
                fault = RequestFaultFinder.Find(body, type, null);
        }
        catch (JsonException refused)
        {
            request = null;
            fault = RequestFaultFinder.Find(body, type, refused);
        }

        return fault is null;
    }

    /// <summary>Another member that is present although <paramref name="only"/> excludes it; null when there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="only">The member that excludes all others.</param>
    public RequestFault? Beside<T>(T request, string only)
        where T : class
    {
        var other = TypeOf<T>().Properties.FirstOrDefault(member => member.Name != only && member.Get?.Invoke(request) is not null);
        return other is null ? null : new(RequestFaultKind.Unknown) { Member = other.Name, Rule = new(RequestRuleKind.Object) { Names = [only] } };
    }

    /// <summary>The description of a record.</summary>
    internal JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));
}
