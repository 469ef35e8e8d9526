using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using ActorInput.Benchmarks.Common;

namespace ActorInput.Benchmarks.Transport;

/// <summary>Requests of 50 and 256 inputs, plain and compressed at the quickest level: their bytes and their time.</summary>
internal sealed class CompressionBench(BenchOptions options, Action<string> report)
{
    private static readonly string[] Inputs = ["A", "B", "DOWN", "RIGHT*3", "START DOWN DOWN A", "A:12", "UP LEFT+B", "WAIT:30"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        using var server = await BenchProcess.StartAsync(cancellation, "server");
        using var client = new RawClient(HttpVersion.Version11);
        var inputs = new Uri(server.Address, "1/inputs");
        var rows = new List<BenchRow>();
        foreach (var count in (int[])[50, 256])
        {
            var body = Body(count);
            var sizes = new (string Name, int Bytes)[] { ("plain", body.Length), ("gzip", Gzip(body).Length), ("Brotli", Brotli(body).Length) };
            var group = string.Create(CultureInfo.InvariantCulture, $"compression, {count} inputs");
            rows.AddRange(sizes.Select((size, i) => new BenchRow(
                $"{group}: bytes of the body (ratio: of the plain one)", size.Name, size.Bytes, size.Bytes, size.Bytes, "B",
                i == 0 ? null : (double)size.Bytes / body.Length)));
            TransportWay[] ways =
            [
                new("plain", _ => client.PostAsync(inputs, body), server),
                new("gzip", _ => client.PostAsync(inputs, Gzip(body), "gzip"), server),
                new("Brotli", _ => client.PostAsync(inputs, Brotli(body), "br"), server),
            ];
            rows.AddRange(await new TransportRounds(options, report).CompareAsync(group, ways, 1, cancellation));
        }

        return rows;
    }

    /// <summary>What a session sends. The inputs are drawn with a fixed seed: in turn they would repeat as no play does.</summary>
    private static byte[] Body(int count)
    {
        var random = new Random(7);
        var texts = Enumerable.Range(0, count).Select(_ => $"\"{Inputs[random.Next(Inputs.Length)]}\"");
        return Encoding.UTF8.GetBytes($$"""{"inputs":[{{string.Join(',', texts)}}],"epoch":1,"sequence":17,"game":"0f5c1f0c9d3a4c0d8a8a6f6e0b0d3c11"}""");
    }

    private static byte[] Gzip(byte[] body) => Compress(body, stream => new GZipStream(stream, CompressionLevel.Fastest));

    private static byte[] Brotli(byte[] body) => Compress(body, stream => new BrotliStream(stream, CompressionLevel.Fastest));

    private static byte[] Compress(byte[] body, Func<Stream, Stream> over)
    {
        using var compressed = new MemoryStream();
        using (var stream = over(compressed))
            stream.Write(body);
        return compressed.ToArray();
    }
}
