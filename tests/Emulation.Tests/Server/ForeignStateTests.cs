using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;
using ActorInput.Emulation.Pictures;
using ActorInput.Emulation.Server;
using ActorInput.Emulation.Tests.Libretro;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>
/// States of another build with the same title, of another core and of another version, on every route that loads a state: the refusal names the
/// cartridge and core of the state and of the game, and the game is unchanged.
/// </summary>
public sealed class ForeignStateTests : IAsyncLifetime
{
    /// <summary>Nothing reads the last byte of the ROM, so the other build plays the same and has the same title.</summary>
    private static readonly byte[] OtherBuild = MiniCartridge.Patch((0x7FFF, 0xA5));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorinput-foreign-");
    private readonly LibretroGameFactory _factory = MiniCartridge.CreateFactory();
    private EmulatorServer _server = null!;
    private HttpClient _client = null!;

    public static TheoryData<string> Kinds => ["cartridge", "core", "version"];

    public async Task InitializeAsync()
    {
        _server = await EmulatorServer.StartAsync(new EmulatorServerOptions { StateDirectory = _folder.FullName }, _factory, new PngPictureEncoder());
        _client = new HttpClient { BaseAddress = _server.Games.Single() };
        await PostAsync("inputs", """{"inputs":["A","B"]}""");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _factory.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task PutState_OfAnotherGame_IsForeignStateAndTheGameIsAsItWas(string kind)
    {
        var state = Foreign(kind, out var found);
        var before = await HashAsync();
        using var content = new ByteArrayContent(state);
        content.Headers.Add("X-State-Sha256", Convert.ToHexStringLower(SHA256.HashData(state)));
        AssertProblem(await ReadAsync(await _client.PutAsync(new Uri("state", UriKind.Relative), content), HttpStatusCode.Conflict), found);
        Assert.Equal(before, await HashAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task LoadCheckpoint_OfAnotherGame_IsForeignStateAndTheGameIsAsItWas(string kind)
    {
        var state = Foreign(kind, out var found);
        var before = await HashAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(state), "checkpoint", "checkpoint.state" } };
        AssertProblem(await ReadAsync(await _client.PostAsync(new Uri("direct/checkpoint/load", UriKind.Relative), form), HttpStatusCode.Conflict), found);
        Assert.Equal(before, await HashAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Initialize_StateFileOfAnotherGame_NamesBothAndDoesNotCallItDamaged(string kind)
    {
        await PostAsync("initialize", "{}");
        await PostAsync("action", """{"action_type":"press_key","keys":["a"]}""");
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "other.state"), Foreign(kind, out var found));
        var before = await HashAsync();

        var answer = await ReadAsync(
            await _client.PostAsync(new Uri("initialize", UriKind.Relative), Json("""{"load_state_file":"other.state"}""")), HttpStatusCode.InternalServerError);

        var detail = answer.GetProperty("detail").GetString()!;
        Assert.StartsWith("Failed to initialize environment: 400: State file gameplay_sessions/other.state is refused: ", detail, StringComparison.Ordinal);
        Assert.Contains(kind == "cartridge" ? found.CartridgeSha256 : $"{found.Core} {found.CoreVersion}", detail, StringComparison.Ordinal);
        Assert.Contains(kind == "cartridge" ? _factory.Identity.CartridgeSha256 : $"{_factory.Identity.Core} {_factory.Identity.CoreVersion}", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", detail, StringComparison.Ordinal);
        Assert.Equal(before, await HashAsync());
        Assert.Equal(1, (await ReadAsync(await _client.GetAsync(new Uri("status", UriKind.Relative)), HttpStatusCode.OK)).GetProperty("steps_taken").GetInt32());
    }

    [Fact]
    public async Task PutState_WithoutAHeader_IsRefusedAsOfAnEarlierVersion()
    {
        var before = await HashAsync();
        var state = new byte[203_208]; // What an earlier version saved: the core's bytes alone.
        using var content = new ByteArrayContent(state);
        content.Headers.Add("X-State-Sha256", Convert.ToHexStringLower(SHA256.HashData(state)));
        var problem = await ReadAsync(await _client.PutAsync(new Uri("state", UriKind.Relative), content), HttpStatusCode.BadRequest);
        Assert.Equal("stateLength", problem.GetProperty("code").GetString());
        Assert.Contains("earlier version", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, await HashAsync());
    }

    [Fact]
    public async Task PutState_OfTheSameCartridgeInAnotherProcessOrFactory_IsTaken()
    {
        using var other = MiniCartridge.CreateFactory();
        using var game = other.Create();
        game.Step(Button.A, 7);
        var state = MiniCartridge.Save(game);
        using var content = new ByteArrayContent(state);
        content.Headers.Add("X-State-Sha256", Convert.ToHexStringLower(SHA256.HashData(state)));
        await ReadAsync(await _client.PutAsync(new Uri("state", UriKind.Relative), content), HttpStatusCode.OK);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(state)), await HashAsync());
    }

    private byte[] Foreign(string kind, out GameIdentity found)
    {
        using var factory = kind == "cartridge" ? MiniCartridge.CreateFactory(OtherBuild) : MiniCartridge.CreateFactory();
        using var game = factory.Create();
        game.Step(Button.Start, 5);
        var state = MiniCartridge.Save(game);
        found = kind switch
        {
            "core" => factory.Identity with { Core = "Gambatte" },
            "version" => factory.Identity with { CoreVersion = "0.11.0" },
            _ => factory.Identity,
        };
        const int Pixels = 160 * 144;
        new StateFile(found, state.Length - StateFile.HeaderSize - (Pixels * sizeof(ushort)), Pixels).Seal(state);
        return state;
    }

    private void AssertProblem(JsonElement problem, GameIdentity found)
    {
        var wanted = _factory.Identity;
        Assert.Equal("foreignState", problem.GetProperty("code").GetString());
        Assert.Equal(
            (found.CartridgeSha256, found.Core, found.CoreVersion),
            (Text(problem, "foundCartridge"), Text(problem, "foundCore"), Text(problem, "foundVersion")));
        Assert.Equal(
            (wanted.CartridgeSha256, wanted.Core, wanted.CoreVersion),
            (Text(problem, "wantedCartridge"), Text(problem, "wantedCore"), Text(problem, "wantedVersion")));
        Assert.EndsWith("The game is unchanged.", Text(problem, "detail"), StringComparison.Ordinal);
    }

    private static string? Text(JsonElement problem, string member) => problem.GetProperty(member).GetString();

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private async Task<JsonElement> PostAsync(string path, string body) =>
        await ReadAsync(await _client.PostAsync(new Uri(path, UriKind.Relative), Json(body)), HttpStatusCode.OK);

    private async Task<string> HashAsync() =>
        (await ReadAsync(await _client.GetAsync(new Uri("direct/state", UriKind.Relative)), HttpStatusCode.OK)).GetProperty("stateHash").GetString()!;

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync();
            Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} {body}");
            return JsonElement.Parse(body);
        }
    }
}
