using System.Net;
using System.Net.Sockets;

namespace ActorInput.Actors.Wire;

/// <summary>A connection whose other end has proved to be one of our nodes.</summary>
/// <param name="Stream">What is read and written in the clear.</param>
/// <param name="Socket">The socket below it.</param>
/// <param name="Peer">The other end.</param>
internal sealed record TlsConnection(Stream Stream, Socket Socket, IPEndPoint Peer);
