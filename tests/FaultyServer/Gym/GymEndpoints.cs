using System.Globalization;
using ActorInput.Faults.Answers;
using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;
using ActorInput.Faults.Serving;
using ActorInput.Faults.Timing;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Faults.Gym;

/// <summary>
/// The routes of a pokemon-gym, which handle one request to a game after another. Everything in the answers is made up, except the steps.
/// </summary>
internal sealed class GymEndpoints(FaultPerformer performer)
{
    private const string NotInitialized = """{"status":"not_initialized"}""";

    public Task HandleAsync(HttpContext context, FaultyGame game, string path) => (context.Request.Method, path) switch
    {
        ("POST", "/action") => ActionAsync(context, game),
        ("POST", "/initialize") => InitializeAsync(context, game),
        ("GET", "/status") => performer.ServeAsync(context, game, RequestKind.Status, () => StatusAsync(game)),
        ("POST", "/stop") => performer.ServeAsync(context, game, RequestKind.Other, () => StopAsync(game)),
        (_, "/action" or "/initialize" or "/status" or "/stop") =>
            AnswerSender.SendAsync(context, Answer.Text(405, Answer.Json, """{"detail":"Method Not Allowed"}""")),
        _ => AnswerSender.SendAsync(context, Answer.Text(404, Answer.Json, """{"detail":"Not Found"}""")),
    };

    private async Task ActionAsync(HttpContext context, FaultyGame game)
    {
        var request = ActionReader.Read(await RequestBody.ReadBytesAsync(context.Request), game.Core.IsRecording, out var problem);
        if (request is null)
            await AnswerSender.SendAsync(context, problem!);
        else if (game.Service.Kind == ServiceKind.Instant && game.Plan.IsUsedUp && game.Core.TryPress(request, out var outcome))
            await SendAsync(context, AnswerOf(outcome, Fault.None));
        else
            await performer.PressAsync(context, game, request, AnswerOf);
    }

    private async Task InitializeAsync(HttpContext context, FaultyGame game)
    {
        var body = await RequestBody.ReadBytesAsync(context.Request);
        if (body.Length == 0)
        {
            await AnswerSender.SendAsync(context, Answer.Text(422, Answer.Json, """{"detail":[{"type":"missing","loc":["body"],"msg":"Field required","input":null}]}"""));
            return;
        }

        await performer.ServeAsync(context, game, RequestKind.Initialize, () => game.Core.RunAsync<Answer?>(Initialize));
    }

    private static Answer Initialize(TruthRecord record, GymState gym)
    {
        // Anyone's /initialize ends the running game. The first one runs the life that the game was added with.
        if (gym.IsRunning || gym.WasStopped)
            record.StartLife();
        (gym.IsRunning, gym.WasStopped, gym.StepsTaken) = (true, false, 0);
        return State(record.StepsInLife, 0);
    }

    private static Task<Answer?> StatusAsync(FaultyGame game) => game.Core.RunAsync<Answer?>((_, gym) => Answer.Text(
        200,
        Answer.Json,
        gym.IsRunning
            ? $$"""{"status":"running","steps_taken":{{gym.StepsTaken.ToString(CultureInfo.InvariantCulture)}},"session_dir":"gameplay_sessions/session_truth","remaining_time_seconds":14397.5,"remaining_time_minutes":239.96,"score":1.0,"pokemon_count":0,"badges_count":0,"locations_count":1}"""
            : NotInitialized));

    private static Task<Answer?> StopAsync(FaultyGame game) => game.Core.RunAsync<Answer?>((_, gym) =>
    {
        if (!gym.IsRunning)
            return Answer.Text(200, Answer.Json, NotInitialized);
        (gym.IsRunning, gym.WasStopped) = (false, true);
        return Answer.Text(200, Answer.Json, """{"status":"stopped","session_dir":"gameplay_sessions/session_truth","final_score":1.0,"pokemon_collected":[],"badges_earned":[],"locations_visited":["PALLET_TOWN"],"pokemon_count":0,"badges_count":0,"locations_count":1}""");
    });

    private static Task SendAsync(HttpContext context, Answer? answer)
    {
        if (answer is not null)
            return AnswerSender.SendAsync(context, answer);
        context.Abort();
        return Task.CompletedTask;
    }

    private static Answer? AnswerOf(PressOutcome outcome, Fault fault) => outcome.Verdict switch
    {
        PressVerdict.Applied => State(outcome.Ticket.Number, outcome.Ticket.StepsTaken),
        PressVerdict.SessionTimeout => Answer.Text(200, Answer.Json, FaultAnswers.SessionTimeout),
        PressVerdict.NotInitialized => Answer.Text(400, Answer.Json, """{"detail":"Environment not initialized. Call /initialize first."}"""),
        // Only half was pressed, or the process died.
        _ => null,
    };

    private static Answer State(long money, int stepNumber) => Answer.Text(200, Answer.Json, string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"player_name":"RED","rival_name":"BLUE","money":{{money}},"location":"PALLET TOWN","coordinates":[5,6],"badges":[],"valid_moves":[],"inventory":[],"dialog":null,"pokemons":[],"screenshot_base64":"{{Picture.Base64}}","collision_map":null,"step_number":{{stepNumber}},"execution_time":0.003,"score":1.0}"""));
}
