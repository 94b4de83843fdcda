//! The fields and variants that documents may have, read from the types that read documents.

use std::collections::BTreeMap;
use std::fs;

use super::pages::root;

/// The types of the input syntax.
#[derive(Default)]
pub(super) struct Syntax {
    /// Fields of structs.
    pub(super) structs: BTreeMap<String, Vec<String>>,
    /// Variants of enums, with the names of their fields.
    pub(super) enums: BTreeMap<String, Vec<(String, Vec<String>)>>,
}

/// What `src/document/syntax` defines, read from its sources.
pub(super) fn syntax() -> Syntax {
    let mut found = Syntax::default();
    let entries = fs::read_dir(root().join("src/document/syntax")).unwrap();
    for entry in entries {
        let path = entry.unwrap().path();
        if path.ends_with("tests.rs") {
            continue;
        }
        let file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
        for item in file.items {
            found.add(item);
        }
    }
    found
}

impl Syntax {
    fn add(&mut self, item: syn::Item) {
        match item {
            syn::Item::Struct(item) => {
                let fields = names(&item.fields);
                if !fields.is_empty() {
                    let name = renamed(&item.attrs).unwrap_or_else(|| item.ident.to_string());
                    self.structs.insert(name, fields);
                }
            }
            // What can be written in more than one way has one variant for each, which are not written themselves.
            syn::Item::Enum(item) if derives_deserialize(&item.attrs) => {
                let variants = item.variants.iter().map(|variant| {
                    let name = renamed(&variant.attrs).unwrap_or_else(|| variant.ident.to_string());
                    (name, names(&variant.fields))
                });
                self.enums.insert(item.ident.to_string(), variants.collect());
            }
            _ => {}
        }
    }
}

fn names(fields: &syn::Fields) -> Vec<String> {
    let named = fields.iter().filter_map(|field| field.ident.as_ref());
    named.map(ToString::to_string).collect()
}

fn renamed(attributes: &[syn::Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
    {
        // Other words of serde are of no interest here, and end the reading.
        let _other = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                name = Some(meta.value()?.parse::<syn::LitStr>()?.value());
            } else if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<syn::LitStr>()?;
            }
            Ok(())
        });
    }
    name
}

fn derives_deserialize(attributes: &[syn::Attribute]) -> bool {
    let mut derives = false;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        attribute
            .parse_nested_meta(|meta| {
                derives |= meta.path.is_ident("Deserialize") || meta.path.is_ident("DeriveDeserialize");
                Ok(())
            })
            .unwrap();
    }
    derives
}
