using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Bourse.Settings;

/// <summary>Every setting of an options record with its effective value, in the order of declaration.</summary>
internal static class SettingsListing
{
    private const string Hidden = "(hidden)";

    public static IEnumerable<(string Path, string Value)> Of(object options, string path = "")
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is null)
                continue;
            var name = path + property.Name;
            var value = property.GetValue(options);
            if (property.GetCustomAttribute<PasswordPropertyTextAttribute>() is not null)
                value = value is "" ? "" : Hidden;
            foreach (var setting in Expand(name, property.PropertyType, value))
                yield return setting;
        }
    }

    private static IEnumerable<(string Path, string Value)> Expand(string name, Type type, object? value)
    {
        if (value is null)
            return [(name, "")];
        if (SettingsReader.IsRecord(type))
            return Of(value, name + ":");
        if (!SettingsReader.IsList(type))
            return [(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")];

        var items = ((IEnumerable)value).Cast<object>().ToList();
        return items.Count > 0 && SettingsReader.IsRecord(items[0].GetType())
            ? items.SelectMany((item, i) => Of(item, $"{name}:{i}:"))
            : [(name, string.Join(',', items))];
    }
}
