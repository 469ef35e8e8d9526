using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorInput.Actors.Sessions.Http;

/// <summary>
/// One request and its answer, read whole into memory. It is pooled with its buffers, its body and its timer: an idle session must not hold them, and
/// a busy one must not allocate them again. Disposing returns it to the pool.
/// </summary>
internal sealed class HttpExchange : IDisposable
{
    private const int MostKept = 64 * 1024;
    private const int FirstReplyBytes = 1024;
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private static readonly TimeSpan MostTimeout = TimeSpan.FromDays(20);

    // '+' of a chord needs no escape: the text is never put into a page.
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly HttpExchangePool _pool;
    private readonly RequestBodyContent _content = new();
    private CancellationTokenSource? _timer;
    private HttpResponseMessage? _response;
    private byte[] _reply = [];
    private int _replyLength;
    private bool _isFit = true;

    public HttpExchange(HttpExchangePool pool)
    {
        _pool = pool;
        Body = new ArrayBufferWriter<byte>(512);
        Json = new Utf8JsonWriter(Body, JsonOptions);
    }

    /// <summary>The request's body: written before it is sent. Empty at first.</summary>
    public ArrayBufferWriter<byte> Body { get; }

    /// <summary>Writes JSON into the body; flushed when it is sent.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>The body's media type; JSON unless set.</summary>
    public MediaTypeHeaderValue BodyType { get; set; } = JsonType;

    /// <summary>A savestate's SHA-256, sent as a header.</summary>
    public string? StateHash { get; set; }

    /// <summary>The largest answer that is read, in bytes.</summary>
    public int MaxResponseBytes { get; set; }

    public HttpMethod Method { get; private set; } = HttpMethod.Get;

    public Uri? Address { get; private set; }

    /// <summary>Whether there is an answer.</summary>
    public ExchangeFault Fault { get; private set; }

    /// <summary>The runtime's text for the fault.</summary>
    public string FaultText { get; private set; } = "";

    /// <summary>Whether the body may have left this machine.</summary>
    public bool IsStarted => _content.IsStarted;

    /// <summary>How long the answer was awaited.</summary>
    public TimeSpan Timeout { get; private set; }

    /// <summary>The answer's status; 0 without one.</summary>
    public int Status => _response is null ? 0 : (int)_response.StatusCode;

    /// <summary>The answer's body. Valid until the exchange is given back.</summary>
    public ReadOnlyMemory<byte> Reply => _reply.AsMemory(0, _replyLength);

    /// <summary>Whether the answer says that it is JSON: <c>application/json</c> or <c>…+json</c>.</summary>
    public bool IsJson
    {
        get
        {
            var type = ReplyType.AsSpan();
            var end = type.IndexOf(';');
            type = (end < 0 ? type : type[..end]).Trim();
            return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>The answer's media type, unchanged; empty if there is none.</summary>
    public string ReplyType => _response is not null && _response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values)
        ? values.ToString()
        : "";

    /// <summary>A header of the answer; null when there is none.</summary>
    public string? ReplyHeader(string name) =>
        _response is null ? null
        : _response.Headers.NonValidated.TryGetValues(name, out var values) || _response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;

    /// <summary>
    /// Sends the request once and reads the answer. <see cref="Fault"/> says what went wrong. Throws only <see cref="OperationCanceledException"/>
    /// when the caller's token is cancelled.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(HttpMethod method, Uri address, TimeSpan timeout, CancellationToken cancellation)
    {
        (Method, Address, Timeout) = (method, address, timeout < MostTimeout ? timeout : MostTimeout);
        using var request = NewRequest(method, address);
        var timer = _timer ??= new CancellationTokenSource(System.Threading.Timeout.InfiniteTimeSpan, _pool.Time);
        if (timeout > TimeSpan.Zero)
            timer.CancelAfter(Timeout);
        else
            await timer.CancelAsync();
        var registration = cancellation.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), timer);
        try
        {
            _response = await _pool.Invoker.SendAsync(request, timer.Token);
            await ReadReplyAsync(_response, timer.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or HttpRequestException or IOException or ObjectDisposedException)
        {
            _isFit = false;
            cancellation.ThrowIfCancellationRequested();
            Fault = !IsStarted && method != HttpMethod.Get ? ExchangeFault.NotStarted
                : failure is OperationCanceledException ? ExchangeFault.TimedOut
                : failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
                    ? ExchangeFault.NotStarted
                    : ExchangeFault.Broken;
            FaultText = failure is OperationCanceledException ? "" : failure.Message;
        }
        finally
        {
            await registration.DisposeAsync();
            // The exchange owns the content, so the request must not dispose it.
            request.Content = null;
        }
    }

    public void Dispose()
    {
        _response?.Dispose();
        _response = null;
        if (_timer is not null && !_timer.TryReset())
        {
            _timer.Dispose();
            _timer = null;
        }

        // After a failure the runtime might still read the content, so it is not used again. No known version does that.
        if (!_isFit || Body.Capacity > MostKept)
        {
            _timer?.Dispose();
            _content.Dispose();
            Json.Dispose();
            return;
        }

        if (_reply.Length > 0)
            ArrayPool<byte>.Shared.Return(_reply);
        (_reply, _replyLength) = ([], 0);
        Body.ResetWrittenCount();
        Json.Reset();
        (Fault, FaultText, Address, StateHash, BodyType) = (ExchangeFault.None, "", null, null, JsonType);
        _pool.Return(this);
    }

    private HttpRequestMessage NewRequest(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (method == HttpMethod.Get)
            return request;
        if (Json.BytesPending > 0)
            Json.Flush();
        _content.Use(Body.WrittenMemory, BodyType, StateHash);
        // A content with a hash is not used again, because its headers would stay.
        _isFit &= StateHash is null;
        request.Content = _content;
        return request;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReadReplyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var announced = Announced(response);
        if (announced > MaxResponseBytes)
        {
            TooLarge();
            return;
        }

        _reply = ArrayPool<byte>.Shared.Rent(announced > 0 ? (int)announced + 1 : FirstReplyBytes);
        // Not a blocking call: the answer's stream is there once its headers are.
        var stream = response.Content.ReadAsStream(cancellation);
        while (true)
        {
            var read = await stream.ReadAsync(_reply.AsMemory(_replyLength), cancellation);
            if (read == 0)
                return;
            _replyLength += read;
            if (_replyLength > MaxResponseBytes)
            {
                TooLarge();
                return;
            }

            if (_replyLength == _reply.Length)
                Grow();
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_reply.Length * 2);
        Reply.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_reply);
        _reply = larger;
    }

    private void TooLarge()
    {
        _isFit = false;
        Fault = ExchangeFault.TooLarge;
    }

    private static long Announced(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Length", out var values)
        && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : 0;
}
