using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Writes;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Finds the tag of a request, and hashes its contents.</summary>
internal static class WriteTags
{
    /// <exception cref="ProblemException">One of the two is missing.</exception>
    public static WriteTag? Of(long? epoch, long? sequence)
    {
        if (epoch is { } e && sequence is { } s)
            return new WriteTag(e, s);
        if (epoch is null && sequence is null)
            return null;
        var missing = epoch is null ? "epoch" : "sequence";
        throw new ProblemException(RequestProblems.Missing(missing, "epoch and sequence go together"));
    }

    /// <summary>The tag in a query; null when there is none.</summary>
    /// <exception cref="ProblemException">It is not a tag.</exception>
    public static WriteTag? Of(IQueryCollection query) => Of(Number(query, "epoch", 0), Number(query, "sequence", 1));

    /// <summary>The first half of the SHA-256 over everything in which two writes can differ.</summary>
    public static UInt128 Hash(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(body);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    private static long? Number(IQueryCollection query, string name, long least)
    {
        if (!query.TryGetValue(name, out var text))
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= WriteTag.Largest)
            return value;
        throw new ProblemException(RequestProblems.Invalid(name, text.ToString(), RequestProblems.AllowedRange(least, WriteTag.Largest)));
    }
}
