using System.Text.Json;

namespace ActorInput.Emulation.Gym;

/// <summary>Writes the fields that describe the game.</summary>
internal static class GymFieldsJson
{
    /// <summary>The members of a state up to the picture; the collision map comes after it.</summary>
    public static void WriteUntilPicture(Utf8JsonWriter writer, GymGameFields fields)
    {
        writer.WriteString("player_name", fields.PlayerName);
        writer.WriteString("rival_name", fields.RivalName);
        writer.WriteNumber("money", fields.Money);
        writer.WriteString("location", fields.Location);
        writer.WriteStartArray("coordinates");
        writer.WriteNumberValue(fields.X);
        writer.WriteNumberValue(fields.Y);
        writer.WriteEndArray();
        WriteStrings(writer, "badges", fields.Badges);
        WriteStrings(writer, "valid_moves", fields.ValidMoves);
        WriteInventory(writer, fields.Inventory);
        writer.WriteString("dialog", fields.Dialog);
        writer.WriteStartArray("pokemons");
        foreach (var pokemon in fields.Pokemons)
            WritePokemon(writer, pokemon);
        writer.WriteEndArray();
    }

    public static void WriteStrings(Utf8JsonWriter writer, string name, IReadOnlyList<string> strings)
    {
        writer.WriteStartArray(name);
        foreach (var text in strings)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WriteInventory(Utf8JsonWriter writer, IReadOnlyList<GymItem> inventory)
    {
        writer.WriteStartArray("inventory");
        foreach (var item in inventory)
        {
            writer.WriteStartObject();
            writer.WriteString("item", item.Item);
            writer.WriteNumber("quantity", item.Quantity);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePokemon(Utf8JsonWriter writer, GymPokemon pokemon)
    {
        writer.WriteStartObject();
        writer.WriteString("nickname", pokemon.Nickname);
        writer.WriteString("species", pokemon.Species);
        writer.WriteNumber("level", pokemon.Level);
        writer.WriteStartObject("hp");
        writer.WriteNumber("current", pokemon.CurrentHp);
        writer.WriteNumber("max", pokemon.MaxHp);
        writer.WriteEndObject();
        WriteStrings(writer, "types", pokemon.Types);
        writer.WriteStartArray("moves");
        foreach (var move in pokemon.Moves)
        {
            writer.WriteStartObject();
            writer.WriteString("name", move.Name);
            writer.WriteNumber("pp", move.Pp);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("status", pokemon.Status);
        writer.WriteEndObject();
    }
}
