using System.Net;
using System.Net.Http.Headers;

namespace ActorInput.Actors.Sessions.Http;

/// <summary>
/// A request's body in memory that is used again. It notes whether it was read: a connection reads the body before it sends it, so a body that was
/// not read did not reach any server.
/// </summary>
/// <remarks>
/// Every write has a body, if only an empty one: .NET repeats a request without a body when a kept connection turns out to be closed, but not a
/// request whose body it began to send.
/// </remarks>
internal sealed class RequestBodyContent : HttpContent
{
    private ReadOnlyMemory<byte> _body;

    /// <summary>Whether the body was asked for.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Sets the body of the next request.</summary>
    public void Use(ReadOnlyMemory<byte> body, MediaTypeHeaderValue type, string? stateHash)
    {
        _body = body;
        IsStarted = false;
        Headers.ContentType = type;
        Headers.ContentLength = body.Length;
        if (stateHash is not null)
            Headers.TryAddWithoutValidation(StateHashHeader, stateHash);
    }

    /// <summary>Carries the SHA-256 of a savestate, in both directions.</summary>
    public const string StateHashHeader = "X-State-Sha256";

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsStarted = true;
        var write = stream.WriteAsync(_body, cancellationToken);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
