using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorInput.Host.Tests.Hostile;

/// <summary>Sends bytes unchanged, and ends the connection in a given way.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends, and returns the status of the first answer; 0 if the connection ended without one.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="bytes">What to send.</param>
    /// <param name="end">What to do when all is sent.</param>
    public static async Task<int> SendAsync(Uri server, byte[] bytes, RawEnd end)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var bound = new CancellationTokenSource(end == RawEnd.WaitBriefly ? Patience : Bound);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), bound.Token);
        try
        {
            await socket.SendAsync(bytes, bound.Token);
            if (end == RawEnd.Reset)
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                return 0;
            }

            if (end == RawEnd.Finish)
                socket.Shutdown(SocketShutdown.Send);
            var answer = new byte[4096];
            var length = 0;
            while (length < answer.Length && await socket.ReceiveAsync(answer.AsMemory(length), bound.Token) is > 0 and var read)
            {
                length += read;
                if (end != RawEnd.Finish && length >= 12)
                    break;
            }

            var text = Encoding.ASCII.GetString(answer, 0, length);
            return text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
        }
        catch (SocketException)
        {
            return 0; // The server cut it.
        }
        catch (OperationCanceledException) when (end == RawEnd.WaitBriefly)
        {
            return 0;
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"No answer within {Bound.TotalSeconds} s to: {Encoding.Latin1.GetString(bytes)}", late);
        }
    }
}
