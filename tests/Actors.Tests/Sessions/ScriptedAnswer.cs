using System.Text;

namespace ActorInput.Actors.Tests.Sessions;

public sealed record ScriptedAnswer(int Status, string Type, byte[] Body)
{
    public static ScriptedAnswer Json(string json, int status = 200) => new(status, "application/json", Encoding.UTF8.GetBytes(json));

    public static ScriptedAnswer Problem(int status, string code, string detail, string more = "") =>
        new(status, "application/problem+json", Encoding.UTF8.GetBytes($$"""{"code":"{{code}}","title":"t","status":{{status}},"detail":"{{detail}}"{{more}}}"""));
}
