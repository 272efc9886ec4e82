using System.Globalization;
using System.Text.Json;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Json;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.People;

/// <summary>What people and programs did.</summary>
internal sealed class AuditEndpoint(RecordsDatabase records)
{
    private const int TextLengthMax = 64;

    private static readonly JsonEncodedText Entries = JsonEncodedText.Encode("entries");
    private static readonly QueryParameter<string> Actor =
        PeopleParameters.Text("actor", "Only what this user did, as `ann`.", TextLengthMax);

    private static readonly QueryParameter<string> Target =
        PeopleParameters.Text("target", "Only what was done to this: an account, an order's id, a user.", TextLengthMax);

    private static readonly QueryParameter<string> Action =
        PeopleParameters.Text("action", "Only this operation, as `placeOrder`.", TextLengthMax);

    public static readonly Operation Operation = new("listAudit", "/v1/audit", "What people and programs did")
    {
        Tag = "People", Access = Access.Admin, Answer = "Audit",
        Query =
        [
            Actor, Target, Action, Parameters.StartTime, Parameters.EndTime, Parameters.Order, PeopleParameters.Limit,
            PeopleParameters.AfterNumber,
        ],
        Description = """
            Every request that changes something, or tried to, as the records have it: they follow the audit's journal, in which
            each entry is chained to the one before. `bourse records verify` checks that.
            """,
        Problems = [400, 401, 403, 429, 503],
    };

    private readonly AuditSearch _search = new(records);

    public async Task AnswerAsync(HttpContext context)
    {
        if (TryRead(context, out var filter) is { } fault)
        {
            await fault.WriteAsync(context);
            return;
        }

        var found = await _search.FindAsync(filter with { Limit = filter.Limit + 1 }, context.RequestAborted);
        var cursor = found.Count > filter.Limit
            ? found[filter.Limit - 1].Sequence.ToString(CultureInfo.InvariantCulture)
            : "";
        await SmallAnswer.WriteAsync(context, found.Take(filter.Limit), (json, page) =>
            PeopleJson.WritePage(json, Entries, page, cursor, Write));
    }

    private static Problem? TryRead(HttpContext context, out AuditFilter filter)
    {
        var query = new QueryReader(context, Operation);
        var (actor, target, action) = (query.Read(Actor, ""), query.Read(Target, ""), query.Read(Action, ""));
        var after = query.Read(PeopleParameters.AfterNumber, -1);
        filter = new AuditFilter
        {
            Actor = actor.Length > 0 ? actor : null,
            Target = target.Length > 0 ? target : null,
            Action = action.Length > 0 ? action : null,
            FromTime = query.Read(Parameters.StartTime, default).Nanoseconds,
            ToTime = query.Read(Parameters.EndTime, Timestamp.MaxValue).Nanoseconds,
            IsAscending = query.Read(Parameters.Order, SortOrder.Descending) == SortOrder.Ascending,
            Limit = query.Read(PeopleParameters.Limit, PeopleParameters.LimitDefault),
            Cursor = after >= 0 ? after : null,
        };
        return query.Fault;
    }

    private static void Write(Utf8JsonWriter json, AuditRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence"u8, row.Sequence);
        json.WriteTime(Names.Time, new Timestamp(row.Time));
        json.WriteString("actor"u8, row.Actor);
        json.WriteString("key"u8, row.Key);
        json.WriteString("address"u8, row.Address);
        json.WriteString("correlation_id"u8, row.CorrelationId);
        json.WriteString("action"u8, row.Action);
        json.WriteString("target"u8, row.Target);
        json.WriteNumber("status"u8, row.Status);
        if (row.CommandSequence > 0)
            json.WriteNumber("command_sequence"u8, row.CommandSequence);
        if (row.Detail.Length > 0)
            json.WriteString("detail"u8, row.Detail);
        json.WriteString("hash"u8, Convert.ToHexStringLower(row.Hash));
        json.WriteEndObject();
    }
}
