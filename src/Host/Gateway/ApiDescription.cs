using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using ActorInput.Contracts.Inputs;
using ActorInput.Host.Common;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ActorInput.Host.Gateway;

/// <summary>
/// Makes the API's description at <c>/openapi/v1.json</c> match what its readers accept and its answers contain, with the API's own
/// names.
/// </summary>
internal static class ApiDescription
{
    private const string Suffix = "Body";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.CreateSchemaReferenceId = type => type.Type == typeof(JsonElement) || type.Type == typeof(MemoryRangeRequest) || type.Type == typeof(BatchStartRequest) ? null : NameOf(type.Type) ?? OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer(CorrectAsync);
        options.AddOperationTransformer((operation, context, _) =>
        {
            Correct(operation, context);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "ActorInput";
            document.Info.Description = "Press buttons on a fleet of game emulators, and look at the games.";
            document.Info.Version = HostVersion.Text;
            return Task.CompletedTask;
        });
    });

    /// <summary>The name of a body in the description, without the suffixes of our classes; null to keep its name.</summary>
    private static string? NameOf(Type type) => type == typeof(MemoryRange) ? nameof(MemoryRangeRequest) : type == typeof(BatchStart) ? nameof(BatchStartRequest) : type.Namespace == typeof(ApiDescription).Namespace && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
        ? type.Name[..^Suffix.Length]
        : null;

    private static bool IsRequest(Type type) =>
        type.Namespace == typeof(ApiDescription).Namespace && (type.Name.EndsWith("Request", StringComparison.Ordinal) || type == typeof(LeaseRenewal));

    private static async Task CorrectAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = context.JsonTypeInfo.Type;
        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true) is [DescriptionAttribute told])
            schema.Description = told.Description;
        if (IsRequest(type))
            schema.AdditionalPropertiesAllowed = false;
        if (type == typeof(RunRequest))
        {
            // The route requires it; the record does not, since a request may have batches instead.
            schema.Required = new HashSet<string>(StringComparer.Ordinal) { "inputs" };
            if (schema.Properties?.TryGetValue("inputs", out var inputs) == true && inputs is OpenApiSchema list)
                list.Type = JsonSchemaType.Array;
        }

        if (type == typeof(MemoryRange))
        {
            // Describe it as its converter reads it.
            schema.AnyOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.String, Description = "address:length, for example 0xC100:16; an address alone is one byte." },
                await context.GetOrCreateSchemaAsync(typeof(MemoryRangeRequest), null, cancellation),
            ];
            (schema.Type, schema.Properties, schema.Required) = (null, null, null);
        }
        else if (type == typeof(BatchStart))
        {
            schema.AnyOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.String, Description = "The checkpoint to start from, or fresh." },
                await context.GetOrCreateSchemaAsync(typeof(BatchStartRequest), null, cancellation),
            ];
            schema.Description = "Where the game starts from; absent: it continues from its present state.";
            (schema.Type, schema.Properties, schema.Required) = (null, null, null);
        }
        else if (type == typeof(JsonElement))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Description = "The members emulator, dialect and stateHash, and the members of the emulator's dialect.";
        }
        else if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum)
        {
            schema.Type = JsonSchemaType.String;
        }
    }

    private static void Correct(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        // A parameter that a route checks itself is optional for the framework.
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter is { In: ParameterLocation.Query, Name: "address" })
                parameter.Required = true;
        }

        foreach (var header in context.Description.ActionDescriptor.EndpointMetadata.OfType<HeaderMetadata>().SelectMany(headers => headers.Names))
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = header,
                In = ParameterLocation.Header,
                Description = RouteTerms.Describe(header),
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is OpenApiResponse described && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && ProblemResult.MayHaveRetryHeader(number))
                DescribeRetry(described);
        }

        // The answer to one batch is its execution; to several, a list of executions.
        if (context.Description.RelativePath is "api/batches" or "api/batches/" && context.Description.HttpMethod == HttpMethods.Post
            && operation.Responses?.TryGetValue("200", out var ok) == true && ok.Content?.TryGetValue("application/json", out var content) == true)
        {
            content.Schema = new OpenApiSchema
            {
                AnyOf = [new OpenApiSchemaReference(NameOf(typeof(ExecutionBody))!, context.Document), new OpenApiSchemaReference(NameOf(typeof(ExecutionsBody))!, context.Document)],
            };
        }
    }

    private static void DescribeRetry(OpenApiResponse response) =>
        (response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal))[ProblemResult.RetryHeader] = new OpenApiHeader
        {
            Description = "In how many seconds to try again. Absent when the node does not know.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
        };
}
