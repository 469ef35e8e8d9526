using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ActorInput.Contracts.Messages;
using ActorInput.Emulation.Server.Problems;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Reads and checks the body of <c>PUT /memory</c>.</summary>
internal static class MemoryWriteReader
{
    private const string Members = "address, hex, bank";

    /// <exception cref="ProblemException">Says what is wrong.</exception>
    public static GameWrite Read(ReadOnlySpan<byte> body, EmulatorServerOptions options)
    {
        long? address = null;
        byte[]? bytes = null;
        int? bank = null;
        return RequestJson.Read(body, ReadBody);

        GameWrite ReadBody(ref Utf8JsonReader json)
        {
            RequestJson.StartObject(ref json, "the body");
            while (RequestJson.NextMember(ref json))
            {
                if (json.ValueTextEquals("address"u8))
                    address = MemoryRange.ReadAddress(ref json, "address");
                else if (json.ValueTextEquals("hex"u8))
                    bytes = ReadHex(ref json, options.MaxMemoryWrite);
                else if (json.ValueTextEquals("bank"u8))
                    bank = (int)RequestJson.Number(ref json, "bank", 0, MemoryRange.MostBank);
                else
                    throw RequestJson.Unknown(ref json, Members);
            }

            if (address is not { } first)
                throw new ProblemException(RequestProblems.Missing("address", MemoryRange.AllowedAddress));
            if (bytes is null)
                throw new ProblemException(RequestProblems.Missing("hex", AllowedHex(options.MaxMemoryWrite)));
            var range = MemoryRange.Of(first, bytes.Length, bank);
            return GameWrite.Memory(range.Address, bytes, bank);
        }
    }

    private static byte[] ReadHex(ref Utf8JsonReader json, int most)
    {
        var allowed = AllowedHex(most);
        var text = RequestJson.Text(ref json, "hex", allowed);
        var bytes = new byte[text.Length / 2];
        return text.Length > 0 && text.Length % 2 == 0 && bytes.Length <= most && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done
            ? bytes
            : throw new ProblemException(RequestProblems.Invalid("hex", text, allowed));
    }

    private static string AllowedHex(int most) =>
        string.Create(CultureInfo.InvariantCulture, $"needed are two hexadecimal digits for each of 1 to {most} bytes");
}
