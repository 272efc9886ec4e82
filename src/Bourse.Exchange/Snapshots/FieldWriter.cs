namespace Bourse.Exchange;

/// <summary>Writes fields. Some records have gaps between their places, and none between their numbers.</summary>
internal readonly struct FieldWriter(
    SnapshotWriter to, LivePlaces clientIds, LivePlaces orders, LivePlaces stops, LivePlaces groups) : IFields
{
    public void Copy<T>(ref T field, string name)
        where T : unmanaged => to.Put(field);

    public void CopyNumber(ref int field, Numbered of, string name) => to.Put(of switch
    {
        Numbered.ClientId => clientIds.NumberOf(field),
        Numbered.Order => orders.NumberOf(field),
        Numbered.Stop => stops.NumberOf(field),
        Numbered.Group => groups.NumberOf(field),
        _ => field,
    });
}
