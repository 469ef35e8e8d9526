namespace ActorInput.Faults.Answers;

/// <summary>An answer, before a fault changes it.</summary>
internal sealed record Answer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    public const string Json = "application/json";
    public const string Problem = "application/problem+json";

    public static Answer Ok(object value) => Of(200, value);

    public static Answer Of(int status, object value) =>
        new(status, Json, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), FaultyJson.Options));

    public static Answer Text(int status, string contentType, string body) => new(status, contentType, System.Text.Encoding.UTF8.GetBytes(body));
}
