using System.Text.Json;

namespace ActorInput.Benchmarks.Soak;

/// <summary>Reads every route of a node, and sends invalid requests: each must be answered, and none with 500.</summary>
internal sealed class SoakReader(SoakClient client, IReadOnlyList<string> emulators, Random random)
{
    private static readonly string[] Bodies = ["", "{", "[]", "null", "{\"inputs\":5}", "{\"inputs\":\"X\"}", "{\"inputs\":[\"A\"],\"mode\":\"none\"}", "{\"inputs\":\"\\ud800\"}"];
    private static readonly string[] Pages = ["/", "/health/live", "/health/ready", "/metrics", "/openapi/v1.json", "/api/nodes", "/api/emulators", "/api/checkpoints"];

    public async Task RunAsync(CancellationToken more)
    {
        while (!more.IsCancellationRequested)
        {
            await (random.Next(3) switch { 0 => LookAsync(), 1 => LookAtGameAsync(), _ => AskWronglyAsync() });
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100)), TimeProvider.System, CancellationToken.None);
        }
    }

    private Task<SoakAnswer> LookAsync()
    {
        var page = Pages[random.Next(Pages.Length)];
        return client.CallAsync("GET", page, page);
    }

    private Task<SoakAnswer> LookAtGameAsync()
    {
        var emulator = $"/api/emulators/{emulators[random.Next(emulators.Count)]}";
        return random.Next(5) switch
        {
            0 => client.CallAsync("GET", "/api/emulators/{id}", emulator),
            1 => client.CallAsync("GET", "/api/emulators/{id}/state", $"{emulator}/state"),
            2 => client.CallAsync("GET", "/api/emulators/{id}/screen.png", $"{emulator}/screen.png"),
            3 => client.CallAsync("GET", "/api/emulators/{id}/battery", $"{emulator}/battery"),
            _ => client.CallAsync("GET", "/api/emulators/{id}/memory", $"{emulator}/memory?address=0xC100&length={random.Next(1, 64)}"),
        };
    }

    private Task<SoakAnswer> AskWronglyAsync()
    {
        // Nobody has this emulator, so that no game is touched.
        const string none = "/api/emulators/nobody";
        var body = Bodies[random.Next(Bodies.Length)];
        return random.Next(12) switch
        {
            0 => client.CallAsync("POST", "/api/emulators/{id}/inputs", $"{none}/inputs", body),
            1 => client.CallAsync("POST", "/api/emulators/{id}/batches", $"{none}/batches", body),
            2 => client.CallAsync("POST", "/api/emulators/{id}/reset", $"{none}/reset"),
            3 => client.CallAsync("POST", "/api/emulators/{id}/restore", $"{none}/restore", JsonSerializer.Serialize(new { checkpoint = "fresh" })),
            4 => client.CallAsync("POST", "/api/emulators/{id}/checkpoints", $"{none}/checkpoints", JsonSerializer.Serialize(new { name = "A/B" })),
            5 => client.CallAsync("POST", "/api/emulators/{id}/release", $"/api/emulators/{emulators[random.Next(emulators.Count)]}/release"),
            6 => client.CallAsync("GET", "/api/checkpoints/{name}", "/api/checkpoints/none"),
            7 => client.CallAsync("DELETE", "/api/leases/{lease}", "/api/leases/none"),
            8 => client.CallAsync("GET", "/api/emulators/{id}/memory", $"{none}/memory?address=x&length=-1"),
            9 => client.CallAsync("PUT", "/api/emulators/{id}/memory", $"{none}/memory", body),
            10 => client.CallAsync("PUT", "/api/emulators/{id}/battery", $"{none}/battery", body),
            _ => client.CallAsync("POST", "/api/leases", "/api/leases", JsonSerializer.Serialize(new { emulator = "nobody" })),
        };
    }
}
