using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using ActorInput.Contracts.Requests;
using ActorInput.Emulation.Server.Problems;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Reads the bodies of one server's requests.</summary>
internal sealed class GameRequests
{
    // The games of a server share one reader, because each reader builds its own descriptions of the records.
    private static readonly ConditionalWeakTable<EmulatorServerOptions, GameRequests> OfServers = [];

    private readonly RequestReader _reader;

    private GameRequests(EmulatorServerOptions options) => _reader = new RequestReader(
        new DefaultJsonTypeInfoResolver(),
        new InputsConverter(options.Limits), new InputConverter(options.Limits), new InputNameConverter(), new MemoryAddressConverter(), new HexBytesConverter(options.MaxMemoryWrite));

    /// <summary>The reader of a server with these options.</summary>
    public static GameRequests Of(EmulatorServerOptions options) => OfServers.GetValue(options, static key => new GameRequests(key));

    /// <summary>Reads a body.</summary>
    /// <exception cref="ProblemException">Says what is wrong.</exception>
    public T Read<T>(ReadOnlySpan<byte> body)
        where T : class
    {
        if (body.IsEmpty)
            throw new ProblemException(RequestProblems.EmptyBody);
        return _reader.TryRead<T>(body, out var request, out var fault) ? request : throw new ProblemException(RequestFaults.ProblemOf(fault));
    }
}
