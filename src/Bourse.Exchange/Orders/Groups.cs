namespace Bourse.Exchange;

/// <summary>
/// Groups of orders, and which of them are due, the first first. What happens to an order of a group is noted here at
/// once and carried over to the others when the match or the command that it happened in is done.
/// </summary>
internal sealed class Groups(Orders orders)
{
    private readonly Slab<Group> _groups = new();
    private readonly Queue<int> _due = [];

    /// <summary>Groups of which an order is open.</summary>
    public int Count => _groups.Count;

    /// <summary>The numbers of groups that are not over.</summary>
    public LivePlaces Places() => new(
        orders.OpenPlaces().Select(place => orders[place].Group).Where(number => number != 0), _groups.Highest);

    public ref Group this[int number] => ref _groups[number];

    public ref Group Of(in Order order) => ref _groups[order.Group];

    public int Take() => _groups.Take();

    public void Give(int number) => _groups.Give(number);

    /// <summary>Something has happened to an order of a group.</summary>
    public void Touch(int number)
    {
        if (_groups[number].IsDue)
            return;
        _groups[number].IsDue = true;
        _due.Enqueue(number);
    }

    public bool TryTakeDue(out int number)
    {
        if (!_due.TryDequeue(out number))
            return false;
        _groups[number].IsDue = false;
        return true;
    }

    /// <summary>An order of a group was filled.</summary>
    public void Fill(int place, long quantity)
    {
        var number = orders[place].Group;
        if (_groups[number].Parent == place)
            _groups[number].Owed += quantity;
        Touch(number);
    }

    /// <summary>An order of a group is over, filled or not, and its place no longer its own.</summary>
    public void Leave(int place)
    {
        ref var order = ref orders[place];
        ref var group = ref _groups[order.Group];
        if (group.Parent == place)
            group.Parent = 0;
        else
        {
            (group.First == place ? ref group.First : ref group.Second) = 0;
            group.HasFilled |= order.Open == 0;
        }

        Touch(order.Group);
    }

    /// <summary>Whether an order of which nothing is open comes to more when another is filled.</summary>
    public bool AwaitsMore(int place)
    {
        ref var group = ref _groups[orders[place].Group];
        return place != group.Parent && group.Kind != GroupKind.OneCancelsOther && !group.HasTriggered
            && (group.Parent != 0 || group.Owed > 0);
    }
}
