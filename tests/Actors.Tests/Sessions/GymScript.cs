using System.Text.Json;
using ActorInput.Contracts.Inputs;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>A pokemon-gym whose answers look like a real one's.</summary>
public sealed class GymScript : ScriptedServer
{
    private const string TimedOut =
        """{"player_name":"","location":"SESSION_TIMEOUT","coordinates":[0,0],"dialog":"Session has timed out","screenshot_base64":"","step_number":0,"score":0.0}""";

    private int _sessions;

    public int Steps { get; set; }

    public bool IsRunning { get; set; }

    /// <summary>The session is older than it may be: actions are answered with 200 and do nothing.</summary>
    public bool IsExpired { get; set; }

    /// <summary>The next action's answer has the number of an old step.</summary>
    public bool TellsOldStep { get; set; }

    public void Initialize()
    {
        (IsRunning, IsExpired, Steps) = (true, false, 0);
        _sessions++;
    }

    protected override bool IsWrite(string request) => request == "POST action";

    protected override bool IsQuestion(string request) => request == "GET status" && IsRunning;

    protected override ScriptedAnswer Answer(string request, string query, byte[] body, IHeaderDictionary headers)
    {
        switch (request)
        {
            case "GET status":
                return ScriptedAnswer.Json(IsRunning
                    ? $$"""{"status":"running","steps_taken":{{Steps}},"session_dir":"gameplay_sessions/session_{{_sessions}}","score":2.0}"""
                    : """{"status":"not_initialized"}""");
            case "POST initialize":
                Initialize();
                return Scene(0);
            case "POST stop":
                IsRunning = false;
                return ScriptedAnswer.Json("""{"status":"stopped","final_score":1.0}""");
            case "POST action":
                return Act(JsonDocument.Parse(body).RootElement);
            default:
                return ScriptedAnswer.Json("""{"detail":"Not Found"}""", 404);
        }
    }

    private ScriptedAnswer Act(JsonElement action)
    {
        if (IsExpired)
            return ScriptedAnswer.Json(TimedOut);
        if (!IsRunning)
            return ScriptedAnswer.Json("""{"detail":"Environment not initialized. Call /initialize first."}""", 400);
        if (action.GetProperty("action_type").GetString() == "wait")
        {
            Apply(new InputStep(Button.None, action.GetProperty("frames").GetInt32()));
        }
        else
        {
            foreach (var key in action.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!).ToArray())
            {
                Assert.Equal(key.ToLowerInvariant(), key);
                Apply(InputSequence.Parse(key).Steps[0]);
            }
        }

        Steps++;
        var told = TellsOldStep ? 0 : Steps;
        TellsOldStep = false;
        return Scene(told);
    }

    private static ScriptedAnswer Scene(int step) => ScriptedAnswer.Json(
        $$"""{"player_name":"RED","location":"PALLET TOWN","coordinates":[5,6],"inventory":[],"screenshot_base64":"{{Convert.ToBase64String([0x89, 0x50, (byte)step])}}","collision_map":"+─+\n│↓│","step_number":{{step}},"score":1.0}""");
}
