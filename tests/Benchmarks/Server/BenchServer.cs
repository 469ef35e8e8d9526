using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using ActorInput.Actors.Inputs;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ActorInput.Benchmarks.Server;

/// <summary>
/// The other end of the benchmarks: speaks the emulator server's API and has no emulator, so that what is measured is the way there and
/// back. It answers at once, or after a time that it keeps to about a tenth of a millisecond.
/// </summary>
internal sealed class BenchServer(ServiceTime service, BenchGames? games = null) : IDisposable
{
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 4096).Select(_ => new SemaphoreSlim(1, 1))];
    private long _epoch;
    private long _requests;
    private long _inputs;

    /// <summary>Starts the server on a free port of the loopback.</summary>
    /// <param name="socket">The path of a Unix socket on which it listens too; null for none.</param>
    /// <param name="protocols">HTTP/1.1, or HTTP/2 without TLS and upgrade.</param>
    public async Task<WebApplication> StartAsync(string? socket = null, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocols);
            kestrel.Listen(IPAddress.Loopback, 0);
            if (socket is not null)
                kestrel.ListenUnixSocket(socket);
        });
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        return app;
    }

    public void Dispose()
    {
        _timer.Dispose();
        foreach (var turn in _turns)
            turn.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var answer = new ArrayBufferWriter<byte>(512);
        if (path.EndsWith("/inputs", StringComparison.Ordinal))
        {
            Interlocked.Add(ref _inputs, await WriteInputsAsync(context, answer));
            Interlocked.Increment(ref _requests);
            games?.Press(path);
            await ServeAsync(path);
        }
        else if (path == "/combined")
        {
            Interlocked.Add(ref _inputs, CombinedInputs.Write(await ReadAsync(context), answer));
            Interlocked.Increment(ref _requests);
        }
        else if (path.EndsWith("/claim", StringComparison.Ordinal))
        {
            Write(answer, $$"""{"game":"bench","epoch":{{Interlocked.Increment(ref _epoch)}}}""");
        }
        else if (path.EndsWith("/capabilities", StringComparison.Ordinal))
        {
            Write(answer, """
                {"server":"actorinput","protocol":1,"game":"bench","cartridge":{"title":"BENCH"},"features":["orderedResults","chords","holds","epochs"],"epoch":0,"sequence":0}
                """);
        }
        else if (path == "/stats")
        {
            Write(answer, $$"""{"requests":{{Volatile.Read(ref _requests)}},"inputs":{{Volatile.Read(ref _inputs)}}}""");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(answer.WrittenMemory);
    }

    private async Task ServeAsync(string path)
    {
        if (service.Duration == TimeSpan.Zero)
            return;
        var turn = service.OneAtATime ? _turns[(uint)string.GetHashCode(path, StringComparison.Ordinal) % (uint)_turns.Length] : null;
        if (turn is not null)
            await turn.WaitAsync();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _timer.Arm(new Window(done.SetResult), Stopwatch.GetTimestamp() + (long)(service.Duration.TotalSeconds * Stopwatch.Frequency));
        await done.Task;
        turn?.Release();
    }

    private static async Task<int> WriteInputsAsync(HttpContext context, ArrayBufferWriter<byte> answer)
    {
        if (context.Request.Headers.ContentEncoding.Count > 0)
            return WriteResults(new ReadOnlySequence<byte>(await ReadAsync(context)), answer);
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            if (read.IsCompleted)
            {
                var inputs = WriteResults(read.Buffer, answer);
                reader.AdvanceTo(read.Buffer.End);
                return inputs;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The whole body, decompressed.</summary>
    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        await using Stream? expanded = context.Request.Headers.ContentEncoding.ToString() switch
        {
            "gzip" => new GZipStream(context.Request.Body, CompressionMode.Decompress),
            "br" => new BrotliStream(context.Request.Body, CompressionMode.Decompress),
            _ => null,
        };
        using var bytes = new MemoryStream();
        await (expanded ?? context.Request.Body).CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>Answers the body of a request with inputs.</summary>
    /// <returns>How many inputs it has.</returns>
    internal static int WriteResults(ReadOnlySequence<byte> body, ArrayBufferWriter<byte> answer)
    {
        Span<int> steps = stackalloc int[1024];
        var inputs = 0;
        long epoch = 0;
        long sequence = 0;
        var total = 0;
        var json = new Utf8JsonReader(body);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.String && json.CurrentDepth == 2)
                total += steps[inputs++] = CountSteps(json.HasValueSequence ? json.ValueSequence.ToArray() : json.ValueSpan);
            else if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("epoch"u8) && json.Read())
                epoch = json.GetInt64();
            else if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("sequence"u8) && json.Read())
                sequence = json.GetInt64();
        }

        WriteHead(answer, epoch, sequence, total);
        for (var i = 0; i < inputs; i++)
        {
            answer.Write(i == 0 ? "{\"sequence\":"u8 : ",{\"sequence\":"u8);
            Write(answer, sequence + i);
            answer.Write(",\"applied\":"u8);
            Write(answer, steps[i]);
            answer.Write(",\"of\":"u8);
            Write(answer, steps[i]);
            answer.Write(",\"frame\":0}"u8);
        }

        answer.Write("],\"frame\":0}"u8);
        return inputs;
    }

    private static void WriteHead(ArrayBufferWriter<byte> answer, long epoch, long sequence, int total)
    {
        answer.Write("{\"game\":\"bench\",\"epoch\":"u8);
        Write(answer, epoch);
        answer.Write(",\"sequence\":"u8);
        Write(answer, sequence);
        answer.Write(",\"applied\":"u8);
        Write(answer, total);
        answer.Write(",\"of\":"u8);
        Write(answer, total);
        answer.Write(",\"results\":["u8);
    }

    /// <summary>Steps of canonical text: a token each, times its repeat.</summary>
    private static int CountSteps(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var range in text.Split((byte)' '))
        {
            var token = text[range];
            var star = token.IndexOf((byte)'*');
            count += star >= 0 && Utf8Parser.TryParse(token[(star + 1)..], out int repeat, out _) ? repeat : 1;
        }

        return count;
    }

    private static void Write(ArrayBufferWriter<byte> answer, long number)
    {
        Utf8Formatter.TryFormat(number, answer.GetSpan(20), out var written);
        answer.Advance(written);
    }

    private static void Write(ArrayBufferWriter<byte> answer, string text)
    {
        var written = System.Text.Encoding.UTF8.GetBytes(text, answer.GetSpan(text.Length * 3));
        answer.Advance(written);
    }
}
